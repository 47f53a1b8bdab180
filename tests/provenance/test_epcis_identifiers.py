"""EPC URNs and Digital Links name the same thing the same way."""

from urllib.parse import quote

import pytest
from biip.checksums import gs1_standard_check_digit
from hypothesis import given
from hypothesis import strategies as st

from provenance.epcis.identifiers import canonical_link, gs1_key, things

LINK = "https://id.gs1.org/"


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("urn:epc:id:sgtin:4012345.011111.9876", "01/04012345111118/21/9876"),
        ("urn:epc:id:sgtin:0614141.812345.6789%2F%26", "01/80614141123458/21/6789%2F%26"),
        ("urn:epc:class:lgtin:4054739.099914.20160711", "01/04054739999148/10/20160711"),
        ("urn:epc:idpat:sgtin:4054739.099914.*", "01/04054739999148"),
        ("urn:epc:id:upui:4012345.012345.AB12", "01/04012345123456/235/AB12"),
        ("urn:epc:id:sscc:4012345.3111111111", "00/340123451111111111"),
        ("urn:epc:id:sgln:4012345.00011.987", "414/4012345000115/254/987"),
        ("urn:epc:id:sgln:4012345.00011.0", "414/4012345000115"),
        ("urn:epc:id:pgln:999999999999.", "417/9999999999994"),
        ("urn:epc:id:grai:4012345.00022.334455", "8003/04012345000221334455"),
        ("urn:epc:idpat:grai:4012345.66666.*", "8003/04012345666663"),
        ("urn:epc:id:giai:4012345.ABC345", "8004/4012345ABC345"),
        ("urn:epc:id:gsrn:4012345.0000006765", "8018/401234500000067657"),
        ("urn:epc:id:gsrnp:4012345.0000000007", "8017/401234500000000074"),
        ("urn:epc:id:gdti:987659999999..9", "253/98765999999929"),
        ("urn:epc:id:sgcn:4012345.99999.44", "255/401234599999044"),
        ("urn:epc:id:cpi:0614141.1111-A%23%2F.1234", "8010/06141411111-A%23%2F/8011/1234"),
        ("urn:epc:id:ginc:0614141.xyz47%2F11", "401/0614141xyz47%2F11"),
        ("urn:epc:id:gsin:4012345.222333444", "402/40123452223334442"),
        ("urn:epc:id:itip:4012345.011111.01.02.987", "8006/040123451111180102/21/987"),
        ("urn:epc:idpat:itip:4012345.012345.01.02.*", "8006/040123451234560102"),
        ("https://brand.example/shop/01/9521141012344/21/a%2Fb?x=1", "01/09521141012344/21/a%2Fb"),
        ("HTTPS://BRAND.EXAMPLE/gtin/09780345418913/ser/765tz", "01/09780345418913/21/765tz"),
        ("https://id.gs1.de/414/4012345000115", "414/4012345000115"),
    ],
)
def test_every_spelling_has_one_canonical_link(uri: str, path: str) -> None:
    assert canonical_link(uri) == LINK + path
    assert things(uri) == (path,)
    assert canonical_link(LINK + path) == LINK + path


@pytest.mark.parametrize(
    "uri",
    [
        "geo:50.94,6.92",
        "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
        "urn:epcglobal:cbv:bt:5200001000008:4711",
        "urn:epc:id:sgtin:4012345.01.9876",
        "urn:epc:id:sgtin:40x2345.011111.9876",
        "urn:epc:id:bic:CSQU3054383",
        "http://transaction.acme.example/po/12345678",
        "https://id.gs1.org/01/123",
        "https://id.gs1.org/01/09521141012344/99/x",
    ],
)
def test_a_uri_of_another_kind_keeps_its_own_name(uri: str) -> None:
    assert gs1_key(uri) is None
    assert canonical_link(uri) == uri
    assert things(uri) == (uri,)


def test_a_link_with_lot_and_serial_names_both_and_its_hash_form_is_the_serial() -> None:
    uri = "https://id.gs1.org/01/09521141012344/22/2A/21/S%2F1/10/L'1"
    assert things(uri) == ("01/09521141012344/10/L%271", "01/09521141012344/21/S%2F1")
    assert canonical_link(uri) == LINK + "01/09521141012344/21/S%2F1"


@given(st.text(alphabet="0123456789./:%urnepcidsgt*é٣", max_size=60))
def test_no_text_breaks_the_reading_of_identifiers(text: str) -> None:
    for start in ("urn:epc:id:sgtin:", "urn:epc:", "https://x.example/01/", "https://[", ""):
        assert things(start + text)


@given(
    company=st.integers(10**5, 10**12 - 1).map(str),
    filler=st.text("0123456789", min_size=13, max_size=13),
    lot=st.text("ABCabc019!\"%&'()*+,-./:;<=>?_", min_size=1, max_size=20),
)
def test_urn_and_link_of_a_lot_agree(company: str, filler: str, lot: str) -> None:
    reference = filler[: 13 - len(company)]
    digits = reference[0] + company + reference[1:]
    gtin = digits + str(gs1_standard_check_digit(digits))
    urn = f"urn:epc:class:lgtin:{company}.{reference}.{quote(lot, safe='')}"
    link = f"https://x.example/01/{gtin}/10/{quote(lot, safe='')}"
    assert things(urn) == things(link)
    assert canonical_link(urn) == canonical_link(link)
