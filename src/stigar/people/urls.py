"""The addresses of this room."""

from django.urls import path

from stigar.people.pages import accounts, directory, imports, invitation, journal, oneself, roles

app_name = "people"
urlpatterns = [
    path("invitation/<str:key>/", invitation.invitation, name="invitation"),
    path("account/tokens/", oneself.tokens, name="tokens"),
    path("account/tokens/<uuid:token>/end/", oneself.token_end, name="token-end"),
    path("account/looks/", oneself.looks, name="looks"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/invitations/", accounts.invitations, name="invitations"),
    path("accounts/invitations/<uuid:errand>/", accounts.sending, name="sending"),
    path("accounts/<uuid:person>/", accounts.account, name="account"),
    path("accounts/<uuid:person>/invitation/", accounts.invitation_of, name="invitation-of"),
    path("accounts/<uuid:person>/closing/", accounts.closing, name="closing"),
    path("accounts/<uuid:person>/opening/", accounts.opening, name="opening"),
    path("accounts/<uuid:person>/duties/", accounts.duties, name="duties"),
    path("accounts/<uuid:person>/duties/<uuid:duty>/end/", accounts.duty_end, name="duty-end"),
    path("settings/", accounts.settings, name="settings"),
    path("journal/", journal.journal, name="journal"),
    path("people/", directory.directory, name="directory"),
    path("people/imports/", imports.imports, name="imports"),
    path("people/imports/example/", imports.example, name="import-example"),
    path("people/imports/<uuid:key>/", imports.one, name="import"),
    path("people/imports/<uuid:key>/progress/", imports.progress, name="import-progress"),
    path("people/imports/<uuid:key>/columns/", imports.columns, name="import-columns"),
    path("people/imports/<uuid:key>/sheet/", imports.sheet, name="import-sheet"),
    path("people/imports/<uuid:key>/preview/", imports.preview, name="import-preview"),
    path("people/imports/<uuid:key>/application/", imports.application, name="import-application"),
    path("people/imports/<uuid:key>/removal/", imports.removal, name="import-removal"),
    path("people/<uuid:person_id>/", directory.person, name="person"),
    path("units/", directory.units, name="units"),
    path("roles/", roles.roles, name="roles"),
    path("roles/alike/", roles.alike, name="alike"),
    path("roles/merges/removal/", roles.merge_removal, name="merge-removal"),
    path("roles/<uuid:role_id>/", roles.role, name="role"),
    path("roles/<uuid:role_id>/merges/", roles.merges, name="merges"),
]
