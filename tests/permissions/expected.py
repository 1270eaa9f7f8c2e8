"""Who is answered what, written by hand: nothing here is read off the site.

Words: ``ok`` (200), ``shown`` (200 and the page shows the thing), ``login`` (to the sign-in), ``go`` (on to
another page), ``hidden`` (404), ``refused`` (403, 405, or back to the front of the desk).

Cases: "own" is the person's own record or the programme in which the role holds; "other" is another person's of
the same programme; "elsewhere" is the other programme, or a person's of it. The translator works on Latvian.
"""

from typing import NamedTuple

ROLES = (
    "visitor",
    "applicant",
    "participant",
    "alumnus",
    "trainer",
    "editor",
    "translator",
    "manager",
    "steward",
    "administrator",
)
DESK = "admin/"

# Addresses without a row of their own, by how their pattern begins, and why one answer holds for all of them.
PREFIXES = {
    "pattern admin/": "Wagtail's desk: test_desk.py tries each address as everyone who does not work here.",
}

TABLE = """
                                                   visi  appl  part  alum  trai  edit  tran  mana  stew  admi
# The house
GET  healthz                                       ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  readyz                                        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  sitemap                                       ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  schema                                        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  docs                                          ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  root                                          go    go    go    go    go    go    go    go    go    go
POST root                                          go    go    go    go    go    go    go    go    go    go
GET  without_language                              go    go    go    go    go    go    go    go    go    go
POST without_language                              go    go    go    go    go    go    go    go    go    go
GET  media                                         ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtaildocs_serve                             ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtaildocs_authenticate_with_password        hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  wagtailcore_login                             login login login login login login login login login login
GET  wagtailcore_authenticate_with_password        hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  ui:stylesheet                                 ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  ui:styleguide                                 hidden hidden hidden hidden ok   ok    ok    ok    ok    ok
GET  ui:styleguide demo                            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  outbox:list                                   hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  outbox:list demo                              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  outbox:mail                                   hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  outbox:mail demo                              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok

# The account
GET  accounts:profile                              login ok    ok    ok    ok    ok    ok    ok    ok    ok
POST accounts:profile                              login go    go    go    go    go    go    go    go    go
GET  account_login                                 ok    go    go    go    go    go    go    go    go    go
POST account_login                                 ok    go    go    go    go    go    go    go    go    go
GET  account_signup                                ok    go    go    go    go    go    go    go    go    go
POST account_signup                                ok    go    go    go    go    go    go    go    go    go
GET  account_logout                                go    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_logout                                go    go    go    go    go    go    go    go    go    go
GET  account_inactive                              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_reauthenticate                        login ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_reauthenticate                        login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_email                                 login ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_email                                 login go    go    go    go    go    go    go    go    go
GET  account_email_verification_sent               login  go    go    go    go    go    go    go    go    go
GET  account_change_password                       login ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_change_password                       login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_set_password                          login go    go    go    go    go    go    go    go    go
POST account_set_password                          login go    go    go    go    go    go    go    go    go
GET  account_reset_password                        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_reset_password                        go    go    go    go    go    go    go    go    go    go
GET  account_reset_password_done                   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_reset_password_from_key               ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_reset_password_from_key               ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_reset_password_from_key_done          ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_confirm_login_code                    login go    go    go    go    go    go    go    go    go
GET  usersessions_list                             login ok    ok    ok    ok    ok    ok    ok    ok    ok
POST usersessions_list                             login go    go    go    go    go    go    go    go    go

# The tree of pages
GET  wagtail_serve home                            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve text                            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve list                            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve no-such-page                    hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  wagtail_serve closed-language                 hidden hidden hidden hidden ok   ok    ok    ok    ok    ok
GET  wagtail_serve programme own                   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve programme elsewhere             ok    ok    ok    ok    ok    ok    ok    ok    ok    ok

# A module page says to everyone how to get in; its lessons it lists to those who may read them
GET  wagtail_serve module own open lists           shown shown shown shown shown shown shown shown shown shown
GET  wagtail_serve module own signed-in lists      ok    shown shown shown shown shown shown shown shown shown
GET  wagtail_serve module own cohort lists         ok    ok    shown shown shown shown ok    shown shown shown
GET  wagtail_serve module own preparation lists    ok    ok    shown shown shown shown ok    shown shown shown
GET  wagtail_serve module own closed lists         shown shown shown shown shown shown shown shown shown shown
GET  wagtail_serve module own closed-cohort lists  ok    ok    shown shown shown shown ok    shown shown shown
GET  wagtail_serve module elsewhere open lists     shown shown shown shown shown shown shown shown shown shown
GET  wagtail_serve module elsewhere cohort lists   ok    ok    ok    ok    ok    ok    ok    ok    shown shown
GET  wagtail_serve module elsewhere preparation lists  ok ok   ok    ok    ok    ok    ok    ok    shown shown

GET  wagtail_serve lesson own open                 ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve lesson own signed-in            login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve lesson own cohort               login hidden ok   ok    ok    ok    hidden ok   ok    ok
GET  wagtail_serve lesson own preparation          hidden hidden ok  ok    ok    ok    hidden ok   ok    ok
GET  wagtail_serve lesson own closed               ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve lesson own closed-cohort        login hidden ok   ok    ok    ok    hidden ok   ok    ok
GET  wagtail_serve lesson elsewhere open           ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve lesson elsewhere signed-in      login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve lesson elsewhere cohort         login hidden hidden hidden hidden hidden hidden hidden ok ok
GET  wagtail_serve lesson elsewhere preparation    hidden hidden hidden hidden hidden hidden hidden hidden ok ok
GET  wagtail_serve lesson elsewhere closed         ok    ok    ok    ok    ok    ok    ok    ok    ok    ok

GET  wagtail_serve quiz own open                   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve quiz own signed-in              login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve quiz own cohort                 login hidden ok   ok    ok    ok    hidden ok   ok    ok
GET  wagtail_serve quiz own preparation            hidden hidden ok  ok    ok    ok    hidden ok   ok    ok
GET  wagtail_serve quiz own closed                 ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  wagtail_serve quiz elsewhere cohort           login hidden hidden hidden hidden hidden hidden hidden ok ok
GET  wagtail_serve quiz elsewhere preparation      hidden hidden hidden hidden hidden hidden hidden hidden ok ok

# Learning
GET  programmes:learning                           login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  modules:join own open                         go    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST modules:join own open                         go    go    go    go    go    go    go    go    go    go
GET  modules:join own signed-in                    go    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST modules:join own signed-in                    go    go    go    go    go    go    go    go    go    go
GET  modules:join own cohort                       hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST modules:join own cohort                       hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  modules:join own preparation                  hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST modules:join own preparation                  hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  modules:join own closed                       hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST modules:join own closed                       hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  modules:join elsewhere open                   go    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST modules:join elsewhere open                   go    go    go    go    go    go    go    go    go    go
POST modules:join elsewhere cohort                 hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  modules:step own open                         refused refused refused refused refused refused refused refused refused refused
POST modules:step own open                         login hidden go   hidden hidden hidden hidden hidden hidden hidden
POST modules:step own closed                       login hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST modules:step elsewhere open                   login hidden hidden hidden hidden hidden hidden hidden hidden hidden

# Quizzes: who works on a programme looks at its questions on the desk and sits none
GET  quizzes:start own open                        refused refused refused refused refused refused refused refused refused refused
POST quizzes:start own open                        login hidden go   hidden hidden hidden hidden hidden hidden hidden
POST quizzes:start elsewhere open                  login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  quizzes:attempt own                           login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  quizzes:attempt own finished                  login go    go    go    go    go    go    go    go    go
GET  quizzes:attempt other                         login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  quizzes:attempt other finished                login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  quizzes:attempt elsewhere                     login hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST quizzes:answer own                            login go    go    go    go    go    go    go    go    go
POST quizzes:answer own finished                   login go    go    go    go    go    go    go    go    go
POST quizzes:answer other                          login hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST quizzes:answer elsewhere                      login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  quizzes:answer own                            refused refused refused refused refused refused refused refused refused refused
POST quizzes:finish own                            login go    go    go    go    go    go    go    go    go
POST quizzes:finish other                          login hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST quizzes:finish elsewhere                      login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  quizzes:finish own                            refused refused refused refused refused refused refused refused refused refused
GET  quizzes:result own                            login go    go    go    go    go    go    go    go    go
GET  quizzes:result own finished                   login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  quizzes:result other finished                 login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  quizzes:result elsewhere finished             login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  quizzes:file own                              login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  quizzes:file other                            login hidden hidden hidden ok   hidden hidden ok   hidden ok
GET  quizzes:file elsewhere                        login hidden hidden hidden hidden hidden hidden hidden hidden ok
GET  api_attempt own                               refused ok   ok    ok    ok    ok    ok    ok    ok    ok
GET  api_attempt other                             refused hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  api_attempt elsewhere                         refused hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  api_answers own                               refused refused refused refused refused refused refused refused refused refused
POST api_answers own                               refused ok   ok    ok    ok    ok    ok    ok    ok    ok
POST api_answers other                             refused hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST api_answers elsewhere                         refused hidden hidden hidden hidden hidden hidden hidden hidden hidden

# What trainers do with a quiz; the steward of the platform reads along
GET  quizzes:staff own open                        login hidden hidden hidden ok   hidden hidden ok   ok    ok
GET  quizzes:staff elsewhere open                  login hidden hidden hidden hidden hidden hidden hidden ok ok
GET  quizzes:statistics own open                   login hidden hidden hidden ok   hidden hidden ok   ok    ok
GET  quizzes:statistics elsewhere open             login hidden hidden hidden hidden hidden hidden hidden ok ok
GET  quizzes:statistics_question own open          login hidden hidden hidden ok   hidden hidden ok   ok    ok
GET  quizzes:statistics_question elsewhere open    login hidden hidden hidden hidden hidden hidden hidden ok ok
GET  quizzes:statistics_csv own open               login hidden hidden hidden ok   hidden hidden ok   ok    ok
GET  quizzes:statistics_csv elsewhere open         login hidden hidden hidden hidden hidden hidden hidden ok ok
GET  quizzes:statistics_xlsx own open              login hidden hidden hidden ok   hidden hidden ok   ok    ok
GET  quizzes:statistics_xlsx elsewhere open        login hidden hidden hidden hidden hidden hidden hidden ok ok
GET  quizzes:results_csv own open                  login hidden hidden hidden ok    hidden hidden ok    ok    ok
GET  quizzes:results_csv elsewhere open            login hidden hidden hidden hidden hidden hidden hidden ok    ok
GET  quizzes:staff_attempt own open                login hidden hidden hidden ok    hidden hidden ok    ok    ok
GET  quizzes:staff_attempt elsewhere open          login hidden hidden hidden hidden hidden hidden hidden ok    ok
POST quizzes:override own open                     login hidden hidden hidden go    hidden hidden go    hidden go
POST quizzes:override elsewhere open               login hidden hidden hidden hidden hidden hidden hidden hidden go
GET  quizzes:marking own open                      login hidden hidden hidden ok    hidden hidden ok    hidden ok
GET  quizzes:marking elsewhere open                login hidden hidden hidden hidden hidden hidden hidden hidden ok
POST quizzes:mark_next own open                    login hidden hidden hidden go    hidden hidden go    hidden go
POST quizzes:mark_next elsewhere open              login hidden hidden hidden hidden hidden hidden hidden hidden go
GET  quizzes:mark own open                         login hidden hidden hidden ok    hidden hidden ok    hidden ok
GET  quizzes:mark elsewhere open                   login hidden hidden hidden hidden hidden hidden hidden hidden ok
POST quizzes:mark own open                         login hidden hidden hidden go    hidden hidden go    hidden go
POST quizzes:mark elsewhere open                   login hidden hidden hidden hidden hidden hidden hidden hidden go
GET  quizzes:settle own open                       login hidden hidden hidden ok    hidden hidden ok    hidden ok
GET  quizzes:settle elsewhere open                 login hidden hidden hidden hidden hidden hidden hidden hidden ok
POST quizzes:settle own open                       login hidden hidden hidden go    hidden hidden go    hidden go
POST quizzes:settle elsewhere open                 login hidden hidden hidden hidden hidden hidden hidden hidden go
GET  quizzes:corrections own open                  login hidden hidden hidden ok    hidden hidden ok    hidden ok
GET  quizzes:corrections elsewhere open            login hidden hidden hidden hidden hidden hidden hidden hidden ok
GET  quizzes:plan_regrade own open                 login hidden hidden hidden ok    hidden hidden ok    hidden ok
GET  quizzes:plan_regrade elsewhere open           login hidden hidden hidden hidden hidden hidden hidden hidden ok
POST quizzes:plan_regrade own open                 login hidden hidden hidden go    hidden hidden go    hidden go
POST quizzes:plan_regrade elsewhere open           login hidden hidden hidden hidden hidden hidden hidden hidden go
GET  quizzes:regrade own open                      login hidden hidden hidden ok    hidden hidden ok    hidden ok
GET  quizzes:regrade elsewhere open                login hidden hidden hidden hidden hidden hidden hidden hidden ok
POST quizzes:regrade own open                      login hidden hidden hidden go    hidden hidden go    hidden go
POST quizzes:regrade elsewhere open                login hidden hidden hidden hidden hidden hidden hidden hidden go
GET  quizzes:accommodations own open               login hidden hidden hidden ok    hidden hidden ok    hidden ok
GET  quizzes:accommodations elsewhere open         login hidden hidden hidden hidden hidden hidden hidden hidden ok
POST quizzes:accommodations own open               login hidden hidden hidden go    hidden hidden go    hidden go
POST quizzes:accommodations elsewhere open         login hidden hidden hidden hidden hidden hidden hidden hidden go
GET  quizzes:override own open                     refused refused refused refused refused refused refused refused refused refused
GET  quizzes:mark_next own open                    refused refused refused refused refused refused refused refused refused refused

# Certificates: the holder's own, and anyone's to verify once they carry a name
GET  certificates:list                             login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  certificates:detail own                       login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  certificates:detail own awaiting              login ok    ok    ok    ok    ok    ok    ok    ok    ok
POST certificates:detail own awaiting              login go    go    go    go    go    go    go    go    go
GET  certificates:detail other                     login hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST certificates:detail other awaiting            login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  certificates:detail elsewhere                 login hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST certificates:detail elsewhere awaiting        login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  certificates:correct own                      login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  certificates:correct own awaiting             login go    go    go    go    go    go    go    go    go
POST certificates:correct own                      login go    go    go    go    go    go    go    go    go
GET  certificates:correct other                    login hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST certificates:correct other                    login hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST certificates:correct elsewhere                login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  certificates:pdf own                          login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  certificates:pdf own awaiting                 login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  certificates:pdf other                        login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  certificates:pdf elsewhere                    login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  certificates:verify own                       ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  certificates:verify other                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST certificates:verify other                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  certificates:verify elsewhere                 ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  certificates:verify own awaiting              hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  certificates:verify other awaiting            hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST certificates:verify other awaiting            hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden

# Jobs: whoever asked for one, and those who see to the site
GET  jobs:detail own                               login ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  jobs:detail other                             login hidden hidden hidden hidden hidden hidden hidden ok    ok
GET  jobs:detail elsewhere                         login hidden hidden hidden hidden hidden hidden hidden ok    ok
POST jobs:cancel own                               login go    go    go    go    go    go    go    go    go
POST jobs:cancel other                             login hidden hidden hidden hidden hidden hidden hidden go    go
POST jobs:cancel elsewhere                         login hidden hidden hidden hidden hidden hidden hidden go    go
POST jobs:retry own                                login go    go    go    go    go    go    go    go    go
POST jobs:retry other                              login hidden hidden hidden hidden hidden hidden hidden go    go
POST jobs:retry elsewhere                          login hidden hidden hidden hidden hidden hidden hidden go    go
GET  jobs:cancel own                               refused refused refused refused refused refused refused refused refused refused
GET  jobs:retry own                                refused refused refused refused refused refused refused refused refused refused

# Notices: each person's own
GET  notices:list                                  login ok    ok    ok    ok    ok    ok    ok    ok    ok
POST notices:read_all                              login go    go    go    go    go    go    go    go    go
GET  notices:read_all                              refused refused refused refused refused refused refused refused refused refused
POST notices:read own                              login go    go    go    go    go    go    go    go    go
POST notices:read other                            login hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST notices:read elsewhere                        login hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  notices:read own                              refused refused refused refused refused refused refused refused refused refused

# The desk: not there for those who do not work here
GET  wagtailadmin_home                             login hidden hidden hidden ok   ok    ok    ok    ok    ok
GET  wagtailadmin_explore_root                     login hidden hidden hidden go   go    refused go  ok    ok
GET  wagtailadmin_pages:edit own                   login hidden hidden hidden ok   ok    refused ok  ok    ok
GET  wagtailadmin_pages:edit elsewhere             login hidden hidden hidden refused refused refused refused ok ok
GET  wagtailadmin_pages:add own                    login hidden hidden hidden ok   ok    refused ok  ok    ok
GET  wagtailadmin_pages:add elsewhere              login hidden hidden hidden refused refused refused refused ok ok
GET  wagtailadmin_pages:unpublish own              login hidden hidden hidden refused ok refused ok  ok    ok
GET  wagtailadmin_pages:unpublish elsewhere        login hidden hidden hidden refused refused refused refused ok ok
GET  wagtailadmin_pages:delete own                 login hidden hidden hidden refused ok refused ok  ok    ok
GET  wagtailadmin_pages:delete elsewhere           login hidden hidden hidden refused refused refused refused ok ok
GET  wagtailadmin_pages:history own                login hidden hidden hidden ok   ok    refused ok  ok    ok
GET  wagtailadmin_pages:history elsewhere          login hidden hidden hidden refused refused refused refused ok ok
GET  wagtailusers_users:index                      login hidden hidden hidden refused refused refused refused refused ok
GET  wagtailusers_users:add                        login hidden hidden hidden refused refused refused refused refused ok
GET  wagtailusers_users:edit                       login hidden hidden hidden refused refused refused refused refused ok
GET  wagtailusers_groups:index                     login hidden hidden hidden refused refused refused refused refused ok
GET  wagtailusers_groups:add                       login hidden hidden hidden refused refused refused refused refused ok
GET  wagtailsettings:edit                          login hidden hidden hidden refused refused refused refused ok   ok
GET  wagtailsnippets_pages_term:list               login hidden hidden hidden refused ok ok   refused ok   ok
GET  wagtailsnippets_quizzes_question:list         login hidden hidden hidden ok   ok    ok    refused ok   ok
GET  jobs_desk:index                               login hidden hidden hidden refused refused refused refused ok    ok
GET  schedules_desk:index                          login hidden hidden hidden refused refused refused refused ok    ok
GET  wagtailimages:index                           login hidden hidden hidden refused ok refused ok  ok    ok
GET  wagtaildocs:index                             login hidden hidden hidden refused ok refused ok  ok    ok
GET  wagtailredirects:index                        login hidden hidden hidden refused refused refused refused ok ok
GET  wagtaillocales:index                          login hidden hidden hidden refused refused refused refused refused ok
GET  wagtailsites:index                            login hidden hidden hidden refused refused refused refused refused ok
GET  wagtailadmin_collections:index                login hidden hidden hidden refused refused refused refused refused ok
GET  wagtailadmin_workflows:index                  login hidden hidden hidden refused refused refused refused refused ok
"""


class Cell(NamedTuple):
    """One answer: to whom, at which address, about whose thing."""

    method: str
    name: str
    case: str
    role: str
    expected: str

    @property
    def sends_on(self) -> bool:
        """The address does nothing but lead to the reader's language."""
        return self.name in {"root", "without_language"}


def cells() -> list[Cell]:
    """Return the table, cell by cell."""
    found = []
    for line in TABLE.splitlines():
        if line.startswith(("GET", "POST")):
            method, name, *rest = line.split()
            case, words = " ".join(rest[: -len(ROLES)]), rest[-len(ROLES) :]
            found += [Cell(method, name, case, role, word) for role, word in zip(ROLES, words, strict=True)]
    return found


def rows() -> dict[tuple[str, str, str], list[Cell]]:
    """Return method, name and case of each row -> its cells."""
    found: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in cells():
        found.setdefault((cell.method, cell.name, cell.case), []).append(cell)
    return found
