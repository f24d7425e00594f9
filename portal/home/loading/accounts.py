"""The demonstration's accounts, whose passwords are drawn once."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from portal.home.loading.fields import resolve
from practices.models import StructurePage
from practices.spaces import ensure_groups, ensure_space

HEADER = ("role", "login", "password")


@dataclass(frozen=True)
class Account:
    """Someone who signs in to the demonstration."""

    role: str
    login: str
    first_name: str
    structure: str = ""


ACCOUNTS = [
    Account("administrator", "administration", "Camille"),
    Account("reviewer", "relecture", "Dominique"),
    Account(
        "member of Maison pour tous du Centre-Ville",
        "centre-ville",
        "Sacha",
        structure="mpt-du-centre-ville",
    ),
    Account(
        "member of Maison pour tous du Petit Charran",
        "petit-charran",
        "Charlie",
        structure="mpt-du-petit-charran",
    ),
    Account("organiser", "animation", "Claude"),
]


def accounts_path() -> Path:
    """Return the file that tells the logins and passwords, to its owner alone."""
    return Path(settings.VAR_DIR) / "demo-accounts.tsv"


def load_accounts() -> int:
    """Make the accounts that are missing; return how many were."""
    users = get_user_model().objects
    known = set(
        users.filter(username__in=[account.login for account in ACCOUNTS]).values_list(
            "username", flat=True
        )
    )
    passwords = _read_passwords()
    missing = [
        account
        for account in ACCOUNTS
        if account.login not in known or account.login not in passwords
    ]
    if not missing:
        return 0
    for account in missing:
        passwords.setdefault(account.login, secrets.token_urlsafe(12))
    # Told before they are used: an interruption locks nobody out.
    _write_passwords(passwords)
    for account in missing:
        _make_account(account, passwords[account.login])
    return len(missing)


@transaction.atomic
def _make_account(account: Account, password: str) -> None:
    user, _created = get_user_model().objects.get_or_create(
        username=account.login,
        defaults={
            "email": f"{account.login}@example.org",
            "first_name": account.first_name,
            "last_name": "Exemple",
            "is_staff": account.role == "administrator",
            "is_superuser": account.role == "administrator",
        },
    )
    user.set_password(password)
    user.save(update_fields=["password"])
    group = _group_of(account)
    if group:
        user.groups.add(group)


def _group_of(account: Account) -> Group | None:
    reviewers, organisers = ensure_groups()
    if account.structure:
        return ensure_space(resolve(StructurePage, account.structure)).group
    return {"reviewer": reviewers, "organiser": organisers}.get(account.role)


def _read_passwords() -> dict[str, str]:
    path = accounts_path()
    if not path.exists():
        return {}
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return {row[1]: row[2] for row in rows if len(row) == 3 and tuple(row) != HEADER}


def _write_passwords(passwords: dict[str, str]) -> None:
    """Write the file whole or not at all; nobody else may read it at any moment."""
    rows = [HEADER] + [
        (account.role, account.login, passwords[account.login])
        for account in ACCOUNTS
        if account.login in passwords
    ]
    path = accounts_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        "w", dir=path.parent, prefix=".accounts-", delete=False, encoding="utf-8"
    ) as file:
        file.write("".join("\t".join(row) + "\n" for row in rows))
    os.chmod(file.name, 0o600)
    os.replace(file.name, path)
