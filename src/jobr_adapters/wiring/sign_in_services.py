"""Which other services people sign in by."""

from jobr_adapters.oidc.client import OidcClient, google, replit
from jobr_adapters.oidc.service import OidcService
from jobr_adapters.wiring.settings import SettingInvalid, Settings
from jobr_core.accounts.ports import OutsideServices
from jobr_core.shared.clock import Clock


def sign_in_services(settings: Settings, now: Clock) -> OutsideServices:
    """By GOOGLE_CLIENT_ID, REPL_ID, OIDC_PROVIDERS; without them none. Raises SettingInvalid."""
    clients = (*_google(settings), *_replit(settings), *_others(settings))
    return {client.name: OidcService(client, now=now) for client in clients}


def _google(settings: Settings) -> tuple[OidcClient, ...]:
    client_id, secret = settings.google_client_id, settings.google_client_secret
    if client_id is None and secret is None:
        return ()
    if client_id is None or secret is None:
        raise SettingInvalid(
            "Of GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET only one is set; Google needs both."
        )
    client = google(
        client_id=client_id,
        client_secret=secret.get_secret_value(),
        issuer=settings.google_issuer,
        redirect_uri=_page(settings, "google"),
    )
    return (client,)


def _replit(settings: Settings) -> tuple[OidcClient, ...]:
    if settings.repl_id is None:
        return ()
    uri = _page(settings, "replit")
    return (replit(client_id=settings.repl_id, issuer=settings.replit_issuer, redirect_uri=uri),)


def _others(settings: Settings) -> tuple[OidcClient, ...]:
    return tuple(
        OidcClient(
            name=one.name,
            issuer=one.issuer,
            client_id=one.client_id,
            client_secret=one.client_secret.get_secret_value() if one.client_secret else None,
            redirect_uri=_page(settings, one.name),
            scopes=one.scopes,
            authoritative_for=frozenset(one.authoritative_for),
        )
        for one in settings.oidc_providers
    )


def _page(settings: Settings, name: str) -> str:
    """Of the client, which posts what it comes back with."""
    return f"{settings.public_url}/oidc/{name}/callback"
