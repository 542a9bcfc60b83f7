"""`docs/schema/verify-1.md` names every key and every kind of claim that the JSON of `rubrik verify` has."""

from __future__ import annotations

import json
from pathlib import Path

import rubrikdsl as rb

PAGE = Path(__file__).resolve().parents[2] / "docs" / "schema" / "verify-1.md"


def test_page_names_every_key() -> None:
    page = PAGE.read_text("utf-8")
    found = json.loads(json.dumps(rb.verify(rb.load("kepatuhan.penghargaan")).to_dict("id")))
    (text,) = found["texts"]
    claims = text["claims"]
    keys = {*found, *text, *(key for claim in claims for key in claim)}
    keys |= {key for claim in claims for case in claim["cases"] for key in case}
    kinds = {claim[key] for claim in claims for key in ("topic", "code", "verdict")}
    kinds |= {way for claim in claims for way in claim["by"]}
    missing = {one for one in keys | kinds if f"`{one}`" not in page}
    assert not missing


def test_text_and_json_agree() -> None:
    found = rb.verify(rb.load("kepatuhan.unit", on="2023-01-01"))
    assert not found.fails
    assert len(found.claims) == len(found.to_dict()["texts"][0]["claims"])  # type: ignore[index]
    count = len(found.claims)
    assert count >= 8
    last = f"{count} claims: {count} proved, 0 refuted, 0 not decided"
    assert found.to_text("en").rstrip().endswith(last)
