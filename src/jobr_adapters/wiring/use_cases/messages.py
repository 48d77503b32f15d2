"""Stories of messages, wired."""

from dependency_injector import containers, providers

from jobr_core.messages.use_cases.mailing import SendMessage
from jobr_core.messages.use_cases.texting import SendCode


class Messages(containers.DeclarativeContainer):
    """What goes out by mail and to telephones."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()

    send_message = providers.Singleton(
        SendMessage,
        begin=storage.work.provider,
        sessions=storage.sessions,
        mail=outside.mail,
        link_to=outside.link_to,
        new_secret=outside.new_secret,
        now=outside.now,
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
