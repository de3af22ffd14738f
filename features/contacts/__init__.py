"""Ways to reach or pay the poster: telephone, e-mail, messengers, networks, links, bank accounts, cards and wallets.

Every finder first asks a cheap question, so that an advert without contacts costs next to nothing.
"""

from features.contacts.contact import Contact, ContactKind, MessengerMention
from features.contacts.finding import contacts_in
from features.contacts.providers import is_free_mail, is_hidden_on_purpose, is_link_shortener
from features.contacts.service_links import is_service_host
from features.contacts.services import messenger_mentions

__all__ = [
    "Contact",
    "ContactKind",
    "MessengerMention",
    "contacts_in",
    "is_free_mail",
    "is_hidden_on_purpose",
    "is_link_shortener",
    "is_service_host",
    "messenger_mentions",
]
