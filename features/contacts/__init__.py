"""Ways to reach or pay the poster: telephone, e-mail, messengers, networks, links, bank accounts, cards and wallets.

Every finder first asks a cheap question, so that an advert without contacts costs next to nothing.
"""

from features.contacts.contact import Contact, ContactKind, MessengerMention

__all__ = ["Contact", "ContactKind", "MessengerMention"]
