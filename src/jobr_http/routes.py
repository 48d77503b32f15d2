"""All routes; use cases are resolved here, once."""

from typing import Any

from litestar import Router

from jobr_http.accounts import AccountStories, account_routes
from jobr_http.administration import administration_routes
from jobr_http.cvs import CvStories, cv_routes
from jobr_http.exports import ExportStories
from jobr_http.insight import insight_routes
from jobr_http.jobs import JobStories, job_routes
from jobr_http.matches import MatchStories, match_routes
from jobr_http.operations import operation_routes
from jobr_http.outside_sign_in import OutsideSignInStories, outside_sign_in_routes
from jobr_http.passwords import PasswordStories, password_routes
from jobr_http.personal_data import PersonalDataStories, leaving, personal_data_routes
from jobr_http.phone import PhoneStories, phone_routes
from jobr_http.preferences import preference_routes
from jobr_http.second_factor import SecondFactorStories, second_factor_routes
from jobr_http.sessions import SessionStories, session_routes

Container = Any
"""The container; dependency-injector resolves its attributes dynamically."""


def all_routes(container: Container, version: str) -> list[Router]:
    storage, sessions = container.storage, _sessions(container)
    return [
        *_of_accounts(container, sessions),
        *_of_sign_in(container, sessions),
        _of_cvs(container),
        _of_jobs(container),
        _of_matching(container),
        *_of_second_factor(container),
        preference_routes(container.matching.state_preferences(), storage.preferences()),
        _of_personal_data(container),
        administration_routes(container.accounts.unlock(), storage.users()),
        insight_routes(storage.event_log(), container.events.review_sign_ins()),
        operation_routes(storage.is_answering(), version),
    ]


def _sessions(container: Container) -> SessionStories:
    sign_in = container.sign_in
    return SessionStories(
        open=sign_in.open_session(),
        refresh=sign_in.refresh_session(),
        end=sign_in.end_sessions(),
        sessions=container.storage.sessions(),
        published=container.signing.published(),
        now=container.outside.now(),
    )


def _of_accounts(container: Container, sessions: SessionStories) -> list[Router]:
    accounts = container.accounts
    return [
        account_routes(
            AccountStories(
                register=accounts.register(),
                log_in=container.sign_in.log_in(),
                change_profile=accounts.change_profile(),
                users=container.storage.users(),
                sessions=sessions,
            ),
            leaving(accounts.delete_account()),
        ),
        password_routes(
            PasswordStories(
                change=accounts.change_password(),
                ask_for_reset=accounts.ask_for_reset(),
                reset=accounts.reset_password(),
                verify_email=accounts.verify_email(),
                ask_for_verification=accounts.ask_for_verification(),
            )
        ),
    ]


def _of_sign_in(container: Container, sessions: SessionStories) -> list[Router]:
    sign_in = container.sign_in
    return [
        phone_routes(
            PhoneStories(
                ask=sign_in.ask_for_code(),
                sign_in=sign_in.sign_in_by_phone(),
                sessions=sessions,
            )
        ),
        *session_routes(sessions),
        outside_sign_in_routes(
            OutsideSignInStories(
                start=sign_in.start_sign_in(),
                finish=sign_in.finish_sign_in(),
                sessions=sessions,
                names=container.outside.sign_in_services(),
            ),
            container.settings().public_url,
        ),
    ]


def _of_cvs(container: Container) -> Router:
    outside, storage, cvs = container.outside, container.storage, container.cvs
    return cv_routes(
        CvStories(
            upload=cvs.upload_cv(),
            change=cvs.change_cv(),
            reparse=cvs.reparse_cv(),
            download=cvs.download_original(),
            remove=cvs.remove_cv(),
            cvs=storage.cvs(),
            aside=outside.aside(),
            now=outside.now(),
        ),
        container.settings().file_size_limit,
    )


def _of_jobs(container: Container) -> Router:
    jobs = container.jobs
    return job_routes(
        JobStories(
            search=jobs.search_postings(),
            add=jobs.add_posting(),
            change=jobs.change_posting(),
            remove=jobs.remove_posting(),
            import_postings=jobs.import_postings(),
            import_from_address=jobs.import_from_address(),
            postings=container.storage.postings(),
            aside=container.outside.aside(),
        )
    )


def _of_matching(container: Container) -> Router:
    outside, storage, matching = container.outside, container.storage, container.matching
    return match_routes(
        MatchStories(
            rank=matching.rank_postings(),
            explain=matching.explain_match(),
            search=matching.search_matches(),
            score=matching.score_postings(),
            give_feedback=matching.give_feedback(),
            take_back=matching.take_back_feedback(),
            matches=storage.matches(),
            preferences=storage.preferences(),
            cvs=storage.cvs(),
            postings=storage.postings(),
            aside=outside.aside(),
            now=outside.now(),
        )
    )


def _of_second_factor(container: Container) -> list[Router]:
    sign_in = container.sign_in
    return second_factor_routes(
        SecondFactorStories(
            show=sign_in.show_second_factor(),
            enrol=sign_in.enrol_second_factor(),
            confirm=sign_in.confirm_second_factor(),
            give=sign_in.give_second_factor(),
            renew=sign_in.renew_recovery_codes(),
            remove=sign_in.remove_second_factor(),
        )
    )


def _of_personal_data(container: Container) -> Router:
    accounts, storage = container.accounts, container.storage
    return personal_data_routes(
        PersonalDataStories(
            exports=ExportStories(
                export=accounts.export_personal_data(),
                files=container.cvs.tell_originals(),
                now=container.outside.now(),
            ),
            remove_identity=accounts.remove_identity(),
            users=storage.users(),
            identities=storage.identities(),
        )
    )
