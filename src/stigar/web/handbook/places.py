"""Which section of the handbook is about which page: what the word at the foot of the page leads to.

Pages that are not named lead to the section of their room, or to the first page. Sections are named by chapter and anchor, as in
book.py; tests/house/test_handbook.py holds that each of them is there in every language.
"""

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.translation import get_language

from stigar.web.handbook.book import FRONT, address, chapters, spoken

ROOMS = {
    "areas": "employee#see-what-you-share-with-others",
    "profiles": "employee#read-what-roles-ask-for",
    "levels": "dialogue#see-what-you-can-do-beside-what-the-work-asks-for",
    "dialogues": "dialogue",
    "people": "employee#what-concerns-you",
    "library": "library",
}
_BY_SECTION = {
    "employee#getting-in": "account_login people:invitation mfa_index usersessions_list",
    "employee#what-concerns-you": "held held_erasure people:looks people:tokens",
    "employee#tell-what-you-do": "areas:works areas:work areas:task",
    "employee#make-a-wish": "areas:wishes",
    "employee#ask-for-training": "profiles:requests",
    "vacancy#if-you-are-looking": "levels:vacancies levels:vacancy",
    "vacancy#to-be-considered": "levels:consideration",
    "dialogue#judge-each-alone": "levels:assessment levels:assessment-new",
    "dialogue#prepare": "dialogues:preparation dialogues:situations dialogues:situation",
    "dialogue#in-the-room": "dialogues:talk dialogues:summary dialogues:closing",
    "dialogue#was-it-worth-the-time": "dialogues:worth dialogues:pulse",
    "dialogue#goals-that-can-be-kept": "dialogues:goals dialogues:goal dialogues:goal-new",
    "dialogue#thinking-for-yourself": "dialogues:reflections dialogues:reflection dialogues:reflection-about",
    "dialogue#a-plan-that-fits-in-the-week": "levels:plan levels:activity levels:plan-way dialogues:time",
    "dialogue#when-things-change": "dialogues:handover levels:sharing",
    "dialogue-manager#before": "dialogues:person dialogues:new dialogues:absence dialogues:round-mine dialogues:round-absence",
    "dialogue-manager#the-team": "levels:team levels:team-competence levels:person levels:certificates-of levels:certificates-ending",
    "dialogue-manager#what-is-hard": "levels:standing-of",
    "dialogue-hr#start-a-round": "dialogues:rounds dialogues:round dialogues:round-new dialogues:round-plan dialogues:round-talk",
    "dialogue-hr#make-the-template-yours": "dialogues:templates dialogues:template",
    "dialogue-hr#the-whole-picture": "levels:groups levels:group levels:group-competence levels:opening",
    "dialogue-hr#the-competence-matrix-in-excel": "levels:files levels:file levels:file-preview levels:file-shape levels:file-meaning",
    "dialogue-hr#when-hr-must-read-a-dialogue": "dialogues:opened dialogues:break dialogues:break-talk",
    "dialogue-hr#more-that-is-yours": "dialogues:kept levels:asked levels:offers",
    "vacancy#if-you-are-hr": "levels:vacancy-new levels:vacancy-change levels:vacancy-interested",
    "vacancy#if-you-recruit": "levels:considered levels:recruiters",
    "coach#what-you-get-to-see": "levels:shared",
    "manager#answer-questions": "areas:questions",
    "manager#read-the-map-with-the-team": "areas:area areas:matrix",
    "hr#2-bring-your-people": "people:imports people:import people:import-columns people:import-preview",
    "hr#3-decide-which-titles-are-the-same-role": "people:roles people:alike people:role people:accounts people:account",
    "hr#5-read-the-map-and-its-doubts": "areas:history areas:earlier areas:org_chart areas:fineness",
    "hr#6-ask-what-people-wish": "areas:surveys areas:wishes_together areas:wish_reasons",
    "hr#7-start-with-one-area": "areas:start areas:takings",
    "hr#8-decide-what-the-roles-ask-for": "profiles:imports profiles:import-preview",
    "project-owner#the-nine-steps": "profiles:project profiles:participants profiles:architecture profiles:engagement",
    "project-owner#write-the-profile": "profiles:writing profiles:making profiles:addition profiles:requirement",
    "project-owner#when-the-profiles-are-in-use": "profiles:follow profiles:teach",
    "participant#in-the-workshop": "profiles:workshop profiles:workshops profiles:proposal profiles:group",
    "reference-group#vote": "profiles:version profiles:versions",
    "recruiter#before-the-interview": "profiles:interview",
    "manager#use-the-job-profiles": "profiles:guides profiles:lesson",
    "library#find-what-you-need": "library:competences library:challenges",
    "library#make-it-yours": "library:competence_wording library:new_item library:item_wording",
    "library#read-a-competence": "library:competence library:challenge",
    "library#models-from-elsewhere": "library:models library:model library:model_imports library:model_import",
    "library#compare-two-models": "library:comparison",
    "representative#the-journal": "people:journal",
}
PAGES = {page: section for section, pages in _BY_SECTION.items() for page in pages.split()}


@dataclass(frozen=True, slots=True)
class Help:
    """A section of the handbook as the foot of a page names it; or its first page, which has no title of its own there."""

    chapter: str
    anchor: str

    @property
    def at(self) -> str:
        """Where it is."""
        return address(self.chapter, self.anchor)

    @property
    def title(self) -> str:
        """What it is called in the visitor's language: the section's own words, or the chapter's."""
        if self.chapter == FRONT:
            return ""
        chapter = chapters(spoken(get_language()))[self.chapter]
        return next(section.title for section in chapter.sections if section.anchor == self.anchor)


@cache
def _help(section: str) -> Help:
    chapter, _, anchor = section.partition("#")
    return Help(chapter, anchor)


def help_on(request: HttpRequest) -> Help:
    """What the handbook says about the page that is asked for."""
    found: ResolverMatch | None = request.resolver_match
    about = PAGES.get(found.view_name) or ROOMS.get(found.namespace) if found else None
    return _help(about or FRONT)
