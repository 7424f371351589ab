"""How allauth behaves here: no open sign-up, mail through our notices, everyone lands on their home page."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the institution."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/home/"
