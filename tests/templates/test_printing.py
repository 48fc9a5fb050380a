"""What has no text for readers, such as a function, is told however a template makes a text of it."""

import pytest

from tests.support.pages import told_of_texts

HEAD = "# Side\n\n"
FUNCTION, PARTS, NOTHING, CHOICE = (
    "is a function, which cannot be printed",
    "cannot be printed",
    "nothing is given for this",
    "this is either true or false",
)
REFUSED = {
    "{{ school.contacts | join }}": PARTS,
    "{{ school.contacts | string }}": PARTS,
    "{{ school.contacts ~ '' }}": PARTS,
    "{{ school.contacts | map('string') | join }}": PARTS,
    "{{ school.contacts | map('upper') | list | length }}": PARTS,
    "{{ school | e }}": PARTS,
    "{{ school | pprint }}": PARTS,
    "{{ [school] | enumeration }}": PARTS,
    "{{ ['a', 'b'] }}": PARTS,
    "{{ ['a', 'b'] | string }}": PARTS,
    "{{ parts }}": PARTS,
    "{{ has ~ '' }}": FUNCTION,
    "{{ [has] | join(', ') }}": FUNCTION,
    "{{ ['a', 'b'] | join(has) }}": FUNCTION,
    "{{ '%s' | format(has) }}": FUNCTION,
    "{{ 'a' | replace('a', has) }}": FUNCTION,
    "{{ has | safe }}": FUNCTION,
    "{{ has | forceescape }}": FUNCTION,
    "{{ has | unbroken }}": FUNCTION,
    "{{ {'title': has} | xmlattr }}": FUNCTION,
    "{{ {'a': has} | urlencode }}": FUNCTION,
    "{{ ('a' | safe).join([has]) }}": FUNCTION,
    "{{ ('a' | safe).replace('a', has) }}": FUNCTION,
    "{% set words %}{{ has }}{% endset %}{{ words }}": FUNCTION,
    "{{ fact(has, 'guide') }}": FUNCTION,
    "{{ '{}'.format(has) }}": FUNCTION,
    "{{ ('{}' | safe).format(has) }}": FUNCTION,
    "{{ none ~ 'a' }}": NOTHING,
    "{{ none | string }}": NOTHING,
    "{{ none }}": NOTHING,
    "{{ true }}": CHOICE,
    "{{ (1 == 1) ~ '' }}": CHOICE,
    "{{ 'ord' | truncate(2) }}": "expected length",
    "{{ fact('sider', 'guide') }}": "It knows: pages, duplex",
    "{{ fact('pages', 'guid') }}": "Did you mean 'guide'?",
    "{{ super }}": "Write {{ super() }} in a block",
    "{% block a %}{{ self.a }}{% endblock %}": "Write {{ super() }} for the text",
    "{{ loop }}": "between {% for … %} and {% endfor %}",
    "{% include 'share/docs/index.md' %}": "Did you mean 'shared/docs/index.md'?",
    "{% include 'kontakt/index.md' %}": "Did you mean 'docs/kontakt/index.md'?",
    "{% include 'shared\\\\docs\\\\index.md' %}": "Did you mean 'shared/docs/index.md'?",
}
PRINTED = [
    "{{ school.contacts | join(', ', attribute='name') }}",
    "{{ school.contacts | map(attribute='name') | enumeration }}",
    "{{ school.name.upper().split('A') | join('-') }}",
    "{{ '{} {a}'.format(school.name, a=1) }}",
    "{{ school.name ~ 1 ~ ('<b>a</b>' | safe) }}",
    "{{ 'ord' | truncate(3, leeway=none) }}",
    "{{ school.contacts | map(attribute='email') | select | join }}",
    "{{ {'title': school.name, 'lang': none} | xmlattr }}",
    "{{ fact('pages', 'guide') }}",
]


def test_what_has_no_text_for_readers(tmp_path_factory: pytest.TempPathFactory) -> None:
    told = told_of_texts(tmp_path_factory.mktemp("nej"), [HEAD + text for text in REFUSED])
    for text, words in REFUSED.items():
        (problem,) = told[HEAD + text]
        assert words in problem.message, text
        assert problem.place.line == 3, text


def test_what_has_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    told = told_of_texts(tmp_path_factory.mktemp("ja"), [HEAD + text for text in PRINTED])
    assert told == {HEAD + text: [] for text in PRINTED}
