"""Settings of the documentation: `make docs`."""

from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups
from pygments.lexers import JsonLexer, TextLexer
from pygments.token import Comment, Generic, Keyword, Name, Number, Punctuation, String, Text
from sphinx.application import Sphinx

from cmr_rules.engine import LIBRARY_VERSION

project = "cmr-rules"
author = "The cmr-rules maintainers"
version = release = LIBRARY_VERSION

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
default_role = "code"
html_theme = "furo"
html_title = "cmr-rules"
html_extra_path = ["reference/person.schema.json"]
pygments_style = "tango"
pygments_dark_style = "monokai"

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "none"
autoclass_content = "class"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = False

_OPENS = (
    "Statute|Policy|Definitions|Jurisdiction|Authority|In force|Leap day|Use|Option|Fact|Outcomes|Rule|Decide|Otherwise"
    "|Scenarios?|Text not at hand|Unverified|Verified|This (?:statute|policy) covers"
)
_KEYWORDS = (
    "if|unless|otherwise|means|that|receives|because|all of the following are true|any of the following is true"
    "|none of the following is true|the first of these that applies"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = "years?|months?|weeks?|days?|grams?|ounces?|pounds?|kilograms?"


class StatuteLexer(RegexLexer):
    """Colors for rule files."""

    name = "Statute"
    aliases: ClassVar = ["statute", "statute-conditions", "statute-fault"]
    filenames: ClassVar = ["*.statute"]
    tokens: ClassVar = {
        "root": [
            (r"^> .*\n", Generic.Emph),
            (r"\[Note:[^\]]*\]", Comment),
            (r"\[[^\]]*\]", Name.Attribute),
            (r'["“][^"”]*["”]', String),
            (rf"^(?:{_OPENS})\b", Keyword.Declaration),
            (rf"\b(?:{_KEYWORDS})\b", Keyword),
            (r"^(\s*)(\((?:[a-z]{1,5}|[A-Z]{1,5}|\d+)\))", bygroups(Text, Punctuation)),
            (rf"\b(?:{_MONTHS}) \d{{1,2}}(?:, \d{{4}})?\b", Number),
            (r"\b[A-Z]{2,4} \d[\d.]*[a-z]{0,2}(?:\([A-Za-z0-9]+\))*", Name.Constant),
            (rf"\$?\b\d[\d.,]*(?: (?:{_UNITS}))?\b", Number),
            (r"\b[A-Z][\w-]*(?: (?:Of|[A-Z0-9][\w-]*))*", Name.Class),
            (r"\w+|\s+|.", Text),
        ]
    }


def setup(app: Sphinx) -> dict[str, Any]:
    """Make the colors known."""
    for alias in StatuteLexer.aliases:
        app.add_lexer(alias, StatuteLexer)
    app.add_lexer("csv", TextLexer)
    app.add_lexer("jsonl", JsonLexer)
    return {"parallel_read_safe": True}
