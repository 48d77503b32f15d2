"""Stories of accounts: making, changing, guarding, telling and ending them."""

from dependency_injector import containers, providers

from jobr_core.accounts.use_cases.administration import Disable, Enable, FindUser, SetRole
from jobr_core.accounts.use_cases.deletion import DeleteAccount
from jobr_core.accounts.use_cases.identities import RemoveIdentity
from jobr_core.accounts.use_cases.passwords import AskForReset, ChangePassword, ResetPassword
from jobr_core.accounts.use_cases.personal_data import ExportPersonalData
from jobr_core.accounts.use_cases.profile import ChangeProfile
from jobr_core.accounts.use_cases.registration import Register
from jobr_core.accounts.use_cases.unlocking import Unlock
from jobr_core.accounts.use_cases.verification import AskForVerification, VerifyEmail


class Accounts(containers.DeclarativeContainer):
    """Registration, profile, addresses, passwords, roles and a person's own data."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()
    sign_in = providers.DependenciesContainer()
    cvs = providers.DependenciesContainer()
    matching = providers.DependenciesContainer()

    register = providers.Singleton(
        Register,
        begin=storage.work.provider,
        hasher=outside.hasher,
        is_common=outside.is_common,
        pseudonyms=outside.pseudonyms,
        now=outside.now,
        new_id=outside.new_id,
    )
    find_user = providers.Singleton(FindUser, users=storage.users)
    change_profile = providers.Singleton(ChangeProfile, begin=storage.work.provider)
    verify_email = providers.Singleton(VerifyEmail, begin=storage.work.provider, now=outside.now)
    ask_for_verification = providers.Singleton(
        AskForVerification, begin=storage.work.provider, new_id=outside.new_id
    )
    change_password = providers.Singleton(
        ChangePassword,
        begin=storage.work.provider,
        users=storage.users,
        prove=sign_in.prove_owner,
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
    unlock = providers.Singleton(
        Unlock, begin=storage.work.provider, pseudonyms=outside.pseudonyms, now=outside.now
    )
    set_role = providers.Singleton(SetRole, begin=storage.work.provider)
    disable = providers.Singleton(Disable, begin=storage.work.provider, now=outside.now)
    enable = providers.Singleton(Enable, begin=storage.work.provider)
    remove_identity = providers.Singleton(RemoveIdentity, begin=storage.work.provider)
    export_personal_data = providers.Singleton(
        ExportPersonalData,
        users=storage.users,
        identities=storage.identities,
        records=storage.account_records,
        log=storage.event_log,
        facts=providers.Dict(
            preferences=matching.tell_preferences, match_run=matching.tell_match_run
        ),
        lists=providers.Dict(
            cvs=cvs.tell_cvs, feedback=matching.tell_feedback, matches=matching.tell_matches
        ),
        aside=outside.aside,
        now=outside.now,
    )
    delete_account = providers.Singleton(
        DeleteAccount,
        begin=storage.work.provider,
        prove=sign_in.prove_owner,
        files_of=cvs.originals_of,
        pseudonyms=outside.pseudonyms,
        now=outside.now,
    )
