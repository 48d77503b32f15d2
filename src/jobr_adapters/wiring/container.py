"""Everything Jobr is made of, each thing named once.

Providers carry the port as their annotation, so that mypy holds each adapter to its port.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dependency_injector import containers, providers

from jobr_adapters.wiring.background import connect_inline
from jobr_adapters.wiring.finding import Finding
from jobr_adapters.wiring.limiting import FallingBackLimiter, limiting_stores
from jobr_adapters.wiring.outside import Outside
from jobr_adapters.wiring.settings import Settings
from jobr_adapters.wiring.signing import Signing
from jobr_adapters.wiring.storages import MemoryStorage, PostgresStorage
from jobr_core.accounts.ports import AdmitProved, CheckPassword, ProveOwner
from jobr_core.accounts.use_cases.administration import Disable, Enable, FindUser, SetRole
from jobr_core.accounts.use_cases.admission import Admit
from jobr_core.accounts.use_cases.deletion import DeleteAccount
from jobr_core.accounts.use_cases.identities import RemoveIdentity
from jobr_core.accounts.use_cases.login import LogIn
from jobr_core.accounts.use_cases.outside_sign_in import FinishSignIn, StartSignIn
from jobr_core.accounts.use_cases.passwords import AskForReset, ChangePassword, ResetPassword
from jobr_core.accounts.use_cases.personal_data import ExportPersonalData
from jobr_core.accounts.use_cases.phone_sign_in import AskForCode, SignInByPhone
from jobr_core.accounts.use_cases.profile import ChangeProfile
from jobr_core.accounts.use_cases.proving import ProveByPasswordOrSession
from jobr_core.accounts.use_cases.registration import Register
from jobr_core.accounts.use_cases.second_factor import (
    ConfirmSecondFactor,
    EnrolSecondFactor,
    GiveSecondFactor,
    LiftSecondFactor,
    RemoveSecondFactor,
    RenewRecoveryCodes,
    ShowSecondFactor,
)
from jobr_core.accounts.use_cases.sessions import (
    EndSessions,
    EnsureAdmin,
    EnsureSignedIn,
    OpenSession,
    RefreshSession,
)
from jobr_core.accounts.use_cases.signing_keys import ListKeys, RotateKeys
from jobr_core.accounts.use_cases.unlocking import Unlock
from jobr_core.accounts.use_cases.upkeep import ForgetEndedSignIns, ForgetQuietClients
from jobr_core.accounts.use_cases.verification import AskForVerification, VerifyEmail
from jobr_core.cvs.use_cases.download import DownloadOriginal
from jobr_core.cvs.use_cases.editing import ChangeCv
from jobr_core.cvs.use_cases.intake import (
    ReadCv,
    ReadQueuedCv,
    ReparseCv,
    UploadCv,
)
from jobr_core.cvs.use_cases.personal_data import OriginalsOf, TellCvs, TellOriginals
from jobr_core.cvs.use_cases.removal import RemoveCv, SweepOriginals
from jobr_core.events.subscribers import Listener, Relay
from jobr_core.events.use_cases.delivery import Subscribe
from jobr_core.events.use_cases.replay import (
    CountReplay,
    RetryParked,
    ReviewSubscribers,
    StartReplay,
)
from jobr_core.events.use_cases.upkeep import PrepareEventMonths
from jobr_core.idempotency.use_cases.upkeep import ForgetIdempotencyKeys
from jobr_core.insight.use_cases.reviewing_sign_ins import ReviewSignIns
from jobr_core.jobs.use_cases.administration import AddPosting, ChangePosting, RemovePosting
from jobr_core.jobs.use_cases.importing import ImportFromAddress, ImportPostings
from jobr_core.jobs.use_cases.searching import SearchPostings
from jobr_core.jobs.use_cases.upkeep import ExpirePostings, PrepareSearchMonths, ReindexPostings
from jobr_core.matching.ports import NEW_FEATURES
from jobr_core.matching.receipts import Key
from jobr_core.matching.use_cases.ad_hoc import ScorePostings
from jobr_core.matching.use_cases.asker import ReadAsker
from jobr_core.matching.use_cases.best import FindBestMatches
from jobr_core.matching.use_cases.features import (
    INDEX_CHANGES,
    ComputeNewFeatures,
    EnsureFeatures,
    RefreshFeatures,
)
from jobr_core.matching.use_cases.feedback import GiveFeedback, TakeBackFeedback
from jobr_core.matching.use_cases.personal_data import (
    TellFeedback,
    TellMatches,
    TellMatchRun,
    TellPreferences,
)
from jobr_core.matching.use_cases.preferring import StatePreferences
from jobr_core.matching.use_cases.ranking import ExplainMatch, RankPostings
from jobr_core.matching.use_cases.rematching import (
    AskForRematchAll,
    NoticeConcerned,
    RematchAll,
    RematchDue,
    RematchUser,
)
from jobr_core.matching.use_cases.searching import SearchMatches
from jobr_core.matching.use_cases.verifying import VerifyReceipt
from jobr_core.messages.use_cases.mailing import SendMessage
from jobr_core.messages.use_cases.texting import SendCode
from jobr_core.tasks.use_cases.upkeep import ForgetEndedTasks


def first_key(keys: Mapping[str, Key]) -> Key:
    """The one in use."""
    return next(iter(keys.values()))


def with_features(
    listeners: Sequence[Listener[Any]], compute: ComputeNewFeatures
) -> tuple[Listener[Any], ...]:
    """Everybody who wants events, and who computes features for new postings."""
    relay = Relay(name=NEW_FEATURES, send=compute, wants=INDEX_CHANGES, from_start=False)
    return (*listeners, relay)


class UseCases(containers.DeclarativeContainer):
    """The stories, wired."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()
    finding = providers.DependenciesContainer()
    signing = providers.DependenciesContainer()

    register = providers.Singleton(
        Register,
        begin=storage.work.provider,
        hasher=outside.hasher,
        is_common=outside.is_common,
        pseudonyms=outside.pseudonyms,
        now=outside.now,
        new_id=outside.new_id,
    )
    log_in: providers.Provider[CheckPassword] = providers.Singleton(
        LogIn,
        begin=storage.work.provider,
        users=storage.users,
        hasher=outside.hasher,
        pseudonyms=outside.pseudonyms,
        throttle=outside.throttle,
        now=outside.now,
    )
    prove_owner: providers.Provider[ProveOwner] = providers.Singleton(
        ProveByPasswordOrSession, sessions=storage.sessions, check=log_in, now=outside.now
    )
    admit: providers.Provider[AdmitProved] = providers.Singleton(
        Admit,
        begin=storage.work.provider,
        pseudonyms=outside.pseudonyms,
        now=outside.now,
        new_id=outside.new_id,
    )
    change_password = providers.Singleton(
        ChangePassword,
        begin=storage.work.provider,
        users=storage.users,
        prove=prove_owner,
        hasher=outside.hasher,
        is_common=outside.is_common,
        now=outside.now,
    )
    ask_for_reset = providers.Singleton(
        AskForReset, begin=storage.work.provider, users=storage.users, new_id=outside.new_id
    )
    reset_password = providers.Singleton(
        ResetPassword,
        begin=storage.work.provider,
        tokens=storage.one_time_tokens,
        users=storage.users,
        hasher=outside.hasher,
        is_common=outside.is_common,
        pseudonyms=outside.pseudonyms,
        now=outside.now,
    )
    ask_for_code = providers.Singleton(
        AskForCode,
        begin=storage.work.provider,
        read_phone=outside.read_phone,
        policy=outside.send_policy,
        pseudonyms=outside.pseudonyms,
        seal=outside.phone_seal,
        now=outside.now,
        new_code_id=outside.new_code_id,
    )
    send_code = providers.Singleton(
        SendCode,
        begin=storage.work.provider,
        sms=outside.sms,
        seal=outside.phone_seal,
        macs=outside.code_macs,
        new_code=outside.new_code,
        now=outside.now,
    )
    verify_email = providers.Singleton(VerifyEmail, begin=storage.work.provider, now=outside.now)
    ask_for_verification = providers.Singleton(
        AskForVerification, begin=storage.work.provider, new_id=outside.new_id
    )
    change_profile = providers.Singleton(ChangeProfile, begin=storage.work.provider)
    unlock = providers.Singleton(
        Unlock, begin=storage.work.provider, pseudonyms=outside.pseudonyms, now=outside.now
    )
    forget_ended_sign_ins = providers.Singleton(
        ForgetEndedSignIns,
        begin=storage.work.provider,
        throttle=outside.throttle,
        now=outside.now,
    )
    open_session = providers.Singleton(
        OpenSession,
        begin=storage.work.provider,
        tokens=signing.tokens,
        pseudonyms=outside.pseudonyms,
        now=outside.now,
        new_id=outside.new_id,
        new_secret=outside.new_secret,
    )
    refresh_session = providers.Singleton(
        RefreshSession,
        begin=storage.work.provider,
        tokens=signing.tokens,
        pseudonyms=outside.pseudonyms,
        now=outside.now,
        new_secret=outside.new_secret,
    )
    end_sessions = providers.Singleton(EndSessions, begin=storage.work.provider, now=outside.now)
    ensure_signed_in = providers.Singleton(
        EnsureSignedIn, sessions=storage.sessions, now=outside.now
    )
    ensure_admin = providers.Singleton(
        EnsureAdmin,
        sessions=storage.sessions,
        need_second_factor=outside.admins_need_second_factor,
        now=outside.now,
    )
    forget_quiet_clients = providers.Singleton(ForgetQuietClients, forget=storage.forget_clients)
    enrol_second_factor = providers.Singleton(
        EnrolSecondFactor,
        begin=storage.work.provider,
        prove=prove_owner,
        seal=outside.second_factor_seal,
        new_bytes=outside.new_bytes,
        now=outside.now,
    )
    confirm_second_factor = providers.Singleton(
        ConfirmSecondFactor,
        begin=storage.work.provider,
        sessions=storage.sessions,
        seal=outside.second_factor_seal,
        new_bytes=outside.new_bytes,
        now=outside.now,
    )
    give_second_factor = providers.Singleton(
        GiveSecondFactor,
        begin=storage.work.provider,
        sessions=storage.sessions,
        seal=outside.second_factor_seal,
        pseudonyms=outside.pseudonyms,
        now=outside.now,
    )
    renew_recovery_codes = providers.Singleton(
        RenewRecoveryCodes,
        begin=storage.work.provider,
        prove=prove_owner,
        new_bytes=outside.new_bytes,
        now=outside.now,
    )
    remove_second_factor = providers.Singleton(
        RemoveSecondFactor, begin=storage.work.provider, prove=prove_owner, now=outside.now
    )
    lift_second_factor = providers.Singleton(
        LiftSecondFactor, begin=storage.work.provider, now=outside.now
    )
    show_second_factor = providers.Singleton(ShowSecondFactor, begin=storage.work.provider)
    rotate_keys = providers.Singleton(
        RotateKeys, keys=storage.signing_keys, make=signing.make, now=outside.now
    )
    list_keys = providers.Singleton(ListKeys, keys=storage.signing_keys, now=outside.now)
    set_role = providers.Singleton(SetRole, begin=storage.work.provider)
    disable = providers.Singleton(Disable, begin=storage.work.provider, now=outside.now)
    enable = providers.Singleton(Enable, begin=storage.work.provider)
    find_user = providers.Singleton(FindUser, users=storage.users)
    read_cv = providers.Singleton(
        ReadCv,
        scan=outside.scan,
        read=outside.documents,
        plan_of=outside.plan_of,
        ai=outside.ai_parsing,
        aside=outside.aside,
    )
    upload_cv = providers.Singleton(
        UploadCv,
        begin=storage.work.provider,
        cvs=storage.cvs,
        read=read_cv,
        originals=storage.originals,
        plan_of=outside.plan_of,
        now=outside.now,
        new_id=outside.new_id,
    )
    read_queued_cv = providers.Singleton(
        ReadQueuedCv,
        begin=storage.work.provider,
        cvs=storage.cvs,
        read=read_cv,
        originals=storage.originals,
        now=outside.now,
    )
    reparse_cv = providers.Singleton(
        ReparseCv,
        begin=storage.work.provider,
        cvs=storage.cvs,
        read=read_cv,
        originals=storage.originals,
        now=outside.now,
    )
    download_original = providers.Singleton(
        DownloadOriginal, cvs=storage.cvs, originals=storage.originals
    )
    change_cv = providers.Singleton(
        ChangeCv,
        begin=storage.work.provider,
        cvs=storage.cvs,
        aside=outside.aside,
        now=outside.now,
    )
    remove_cv = providers.Singleton(
        RemoveCv, begin=storage.work.provider, originals=storage.originals
    )
    sweep_originals = providers.Singleton(
        SweepOriginals, cvs=storage.cvs, originals=storage.originals, now=outside.now
    )
    import_postings = providers.Singleton(
        ImportPostings,
        begin=storage.work.provider,
        stream=outside.stream,
        runs=storage.import_runs,
    )
    import_from_address = providers.Singleton(
        ImportFromAddress,
        begin=storage.work.provider,
        fetch=outside.fetch,
        import_postings=import_postings,
        runs=storage.import_runs,
        boards=outside.boards,
    )
    search_postings = providers.Singleton(
        SearchPostings,
        index=storage.posting_index,
        log=storage.event_log,
        find_city=outside.find_city,
        in_euro=outside.in_euro,
        cache=outside.page_cache,
    )
    add_posting = providers.Singleton(
        AddPosting, begin=storage.work.provider, describe=outside.describe
    )
    change_posting = providers.Singleton(
        ChangePosting,
        begin=storage.work.provider,
        postings=storage.postings,
        describe=outside.describe,
    )
    remove_posting = providers.Singleton(RemovePosting, begin=storage.work.provider)
    expire_postings = providers.Singleton(ExpirePostings, begin=storage.work.provider)
    reindex_postings = providers.Singleton(
        ReindexPostings,
        begin=storage.work.provider,
        postings=storage.postings,
        describe=outside.describe,
        aside=outside.aside,
    )
    prepare_search_months = providers.Singleton(PrepareSearchMonths, index=storage.posting_index)
    read_asker = providers.Singleton(
        ReadAsker,
        cvs=storage.cvs,
        preferences=storage.preferences,
        feedback=storage.feedback,
        aside=outside.aside,
    )
    find_best = providers.Singleton(
        FindBestMatches,
        candidates=finding.candidates,
        features=storage.features,
        aside=outside.aside,
        now=outside.now,
        known=outside.evidence_cache,
        find_city=outside.find_city,
    )
    rank_postings = providers.Singleton(
        RankPostings,
        asker_of=read_asker,
        best=find_best,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        cache=outside.matches_cache,
        plan_of=outside.plan_of,
        ai=outside.match_ai,
    )
    explain_match = providers.Singleton(
        ExplainMatch,
        asker_of=read_asker,
        postings=storage.postings,
        aside=outside.aside,
        now=outside.now,
        find_city=outside.find_city,
    )
    search_matches = providers.Singleton(
        SearchMatches,
        asker_of=read_asker,
        best=find_best,
        index=storage.posting_index,
        find_city=outside.find_city,
        in_euro=outside.in_euro,
    )
    score_postings = providers.Singleton(
        ScorePostings, aside=outside.aside, now=outside.now, find_city=outside.find_city
    )
    give_feedback = providers.Singleton(
        GiveFeedback, begin=storage.work.provider, postings=storage.postings, now=outside.now
    )
    take_back_feedback = providers.Singleton(TakeBackFeedback, begin=storage.work.provider)
    state_preferences = providers.Singleton(StatePreferences, begin=storage.work.provider)
    rematch_user = providers.Singleton(
        RematchUser,
        begin=storage.work.provider,
        asker_of=read_asker,
        best=find_best,
        key=providers.Callable(first_key, outside.receipt_keys),
        standing=outside.standing_row,
        now=outside.now,
        new_id=outside.new_id,
    )
    rematch_due = providers.Singleton(RematchDue, matches=storage.matches, rematch=rematch_user)
    rematch_all = providers.Singleton(
        RematchAll,
        matches=storage.matches,
        runs=storage.rematch_runs,
        rematch=rematch_user,
        now=outside.now,
        new_id=outside.new_id,
    )
    ask_for_rematch_all = providers.Singleton(AskForRematchAll, begin=storage.work.provider)
    notice_concerned = providers.Singleton(
        NoticeConcerned,
        begin=storage.work.provider,
        matches=storage.matches,
        concerned=outside.concerned,
    )
    verify_receipt = providers.Singleton(
        VerifyReceipt,
        cvs=storage.cvs,
        postings=storage.postings,
        preferences=storage.preferences,
        feedback=storage.feedback,
        keys=outside.receipt_keys,
        aside=outside.aside,
        find_city=outside.find_city,
    )
    compute_new_features = providers.Singleton(
        ComputeNewFeatures,
        features=storage.features,
        compute=outside.compute_features,
        tell=notice_concerned,
    )
    refresh_features = providers.Singleton(
        RefreshFeatures,
        begin=storage.work.provider,
        features=storage.features,
        compute=outside.compute_features,
        new_id=outside.new_id,
    )
    ensure_features = providers.Singleton(
        EnsureFeatures, begin=storage.work.provider, features=storage.features
    )
    subscribers = providers.Singleton(with_features, outside.subscribers, compute_new_features)

    subscribe = providers.Singleton(
        Subscribe,
        begin=storage.work.provider,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        subscribers=subscribers,
    )
    start_replay = providers.Singleton(
        StartReplay,
        begin=storage.work.provider,
        subscribers=subscribers,
        now=outside.now,
    )
    count_replay = providers.Singleton(
        CountReplay,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        subscribers=subscribers,
    )
    review_subscribers = providers.Singleton(
        ReviewSubscribers,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        subscribers=subscribers,
    )
    retry_parked = providers.Singleton(
        RetryParked,
        begin=storage.work.provider,
        subscribers=subscribers,
        now=outside.now,
    )
    review_sign_ins = providers.Singleton(
        ReviewSignIns, log=storage.event_log, aside=outside.aside, now=outside.now
    )
    prepare_event_months = providers.Singleton(PrepareEventMonths, store=storage.event_log)
    send_message = providers.Singleton(
        SendMessage,
        begin=storage.work.provider,
        sessions=storage.sessions,
        mail=outside.mail,
        link_to=outside.link_to,
        new_secret=outside.new_secret,
        now=outside.now,
    )
    forget_ended_tasks = providers.Singleton(ForgetEndedTasks, tasks=storage.tasks)
    forget_idempotency_keys = providers.Singleton(
        ForgetIdempotencyKeys, keys=storage.idempotency_keys, now=outside.now
    )

    tell_preferences = providers.Singleton(TellPreferences, preferences=storage.preferences)
    tell_match_run = providers.Singleton(TellMatchRun, matches=storage.matches)
    tell_cvs = providers.Singleton(TellCvs, cvs=storage.cvs)
    tell_originals = providers.Singleton(
        TellOriginals, cvs=storage.cvs, originals=storage.originals
    )
    tell_feedback = providers.Singleton(TellFeedback, feedback=storage.feedback)
    tell_matches = providers.Singleton(TellMatches, matches=storage.matches)
    export_personal_data = providers.Singleton(
        ExportPersonalData,
        users=storage.users,
        identities=storage.identities,
        records=storage.account_records,
        log=storage.event_log,
        facts=providers.Dict(preferences=tell_preferences, match_run=tell_match_run),
        lists=providers.Dict(cvs=tell_cvs, feedback=tell_feedback, matches=tell_matches),
        aside=outside.aside,
        now=outside.now,
    )
    originals_of = providers.Singleton(OriginalsOf, cvs=storage.cvs, originals=storage.originals)
    delete_account = providers.Singleton(
        DeleteAccount,
        begin=storage.work.provider,
        prove=prove_owner,
        files_of=originals_of,
        pseudonyms=outside.pseudonyms,
        now=outside.now,
    )
    remove_identity = providers.Singleton(RemoveIdentity, begin=storage.work.provider)
    sign_in_by_phone = providers.Singleton(
        SignInByPhone,
        begin=storage.work.provider,
        identities=storage.identities,
        admit=admit,
        prove=prove_owner,
        policy=outside.send_policy,
        pseudonyms=outside.pseudonyms,
        subjects=outside.phone_subjects,
        seal=outside.phone_seal,
        macs=outside.code_macs,
        now=outside.now,
    )
    start_sign_in = providers.Singleton(
        StartSignIn,
        begin=storage.work.provider,
        services=outside.sign_in_services,
        prove=prove_owner,
        now=outside.now,
        new_secret=outside.new_secret,
    )
    finish_sign_in = providers.Singleton(
        FinishSignIn,
        begin=storage.work.provider,
        services=outside.sign_in_services,
        admit=admit,
        now=outside.now,
    )


class Container(containers.DeclarativeContainer):
    """All of it."""

    settings = providers.Dependency(instance_of=Settings)
    outside = providers.Container(Outside, settings=settings)
    storage = providers.DependenciesContainer()
    limiter: providers.Provider[FallingBackLimiter] = providers.Singleton(
        FallingBackLimiter,
        providers.Callable(limiting_stores, outside.redis_limiter, storage.rate_limiter),
        outside.own_limiter,
    )
    finding = providers.Container(Finding, outside=outside, storage=storage)
    signing = providers.Container(Signing, settings=settings, outside=outside, storage=storage)
    use_cases = providers.Container(
        UseCases, outside=outside, storage=storage, finding=finding, signing=signing
    )


def memory_container(settings: Settings) -> Container:
    """Jobr without a database."""
    outside = Outside(settings=settings)
    storage = MemoryStorage(outside=outside)
    container = Container(settings=settings, outside=outside, storage=storage)
    connect_inline(container)
    return container


def postgres_container(settings: Settings, url: str) -> Container:
    """Jobr on a PostgreSQL whose schema is current."""
    outside = Outside(settings=settings)
    storage = PostgresStorage(outside=outside, url=url)
    return Container(settings=settings, outside=outside, storage=storage)
