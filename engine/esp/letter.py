"""An outgoing e-mail or SMS: its addresses, its subject, its text.

In: nothing. Out: frozen data. E-mails and SMS are called letters where it does not matter which.
"""

from dataclasses import dataclass

from engine.values import KVList

EMAIL, SMS = "email", "sms"
"""Media types (docs.genesys.com, eServices, media types)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`media` is `EMAIL` or `SMS`. `cc` and `subject` may be empty, those of an SMS always are."""

    media: str
    sender: str
    to: str
    cc: str = ""
    subject: str = ""
    text: str

    @property
    def headers(self) -> KVList:
        """What stands above the text.

        >>> Letter(media=SMS, sender="+1", to="+2", text="hi").headers
        KVList([('From', '+1'), ('To', '+2')])
        """
        pairs = [("From", self.sender), ("To", self.to), ("Cc", self.cc), ("Subject", self.subject)]
        return KVList((name, value) for name, value in pairs if value)
