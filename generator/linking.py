"""The one mark-up of editors' texts: ``[[id]]`` and ``[[id|words]]`` link to an entity."""

import re

LINK = re.compile(r"\[\[(?P<id>[^\[\]|]*)(?:\|(?P<words>[^\[\]]*))?\]\]")
