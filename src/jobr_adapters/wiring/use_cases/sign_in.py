"""Stories of signing in: who somebody is, proved, and for how long that is believed."""

from dependency_injector import containers, providers

from jobr_core.accounts.ports import AdmitProved, CheckPassword, ProveOwner
from jobr_core.accounts.use_cases.admission import Admit
from jobr_core.accounts.use_cases.login import LogIn
from jobr_core.accounts.use_cases.outside_sign_in import FinishSignIn, StartSignIn
from jobr_core.accounts.use_cases.phone_sign_in import AskForCode, SignInByPhone
from jobr_core.accounts.use_cases.proving import ProveByPasswordOrSession
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
from jobr_core.accounts.use_cases.upkeep import ForgetEndedSignIns, ForgetQuietClients


class SignIn(containers.DeclarativeContainer):
    """By password, telephone or another service, with a second factor; sessions and their keys."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()
    signing = providers.DependenciesContainer()

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
    forget_ended_sign_ins = providers.Singleton(
        ForgetEndedSignIns,
        begin=storage.work.provider,
        throttle=outside.throttle,
        now=outside.now,
    )
    forget_quiet_clients = providers.Singleton(ForgetQuietClients, forget=storage.forget_clients)
    show_second_factor = providers.Singleton(ShowSecondFactor, begin=storage.work.provider)
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
    rotate_keys = providers.Singleton(
        RotateKeys, keys=storage.signing_keys, make=signing.make, now=outside.now
    )
    list_keys = providers.Singleton(ListKeys, keys=storage.signing_keys, now=outside.now)
