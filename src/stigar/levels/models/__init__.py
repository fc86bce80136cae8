"""What this room remembers, one file a subject."""

from stigar.levels.models.activities import Activity, Offer
from stigar.levels.models.assessments import Assessment, Part, Rating
from stigar.levels.models.careers import CareerInterest
from stigar.levels.models.certificates import Certificate, CertificateWarning, RequiredCertificate
from stigar.levels.models.known import Evidence, EvidenceShown, Experience, Level, LevelImport, Reply
from stigar.levels.models.sharing import Opening, SharedWith
from stigar.levels.models.standing import Exemption, HoldsFor, Prerequisite, Published
from stigar.levels.models.vacancies import OptIn, Recruiter, Vacancy

__all__ = [
    "Activity", "Assessment", "CareerInterest", "Certificate", "CertificateWarning", "Evidence", "EvidenceShown", "Exemption", "Experience",
    "HoldsFor", "Level", "LevelImport", "Offer", "Opening", "OptIn", "Part", "Prerequisite", "Published", "Rating", "Recruiter", "Reply",
    "RequiredCertificate", "SharedWith", "Vacancy",
]  # fmt: skip
