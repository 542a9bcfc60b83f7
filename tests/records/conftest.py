"""Plans with names, domains and a tree, but without steps: all that binding and templates read."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

import pytest

from rubrikdsl.plan import ir
from rubrikdsl.semantics import model

F = Fraction


def field(
    path: str,
    domain: model.Domain,
    label: str = "",
    kind: Literal["input", "answer", "item", "state"] = "input",
    *,
    not_applicable: bool = False,
    owner: int | None = None,
) -> model.Field:
    """A field whose index is set when it joins a plan."""
    parts = tuple(path.split("."))
    need: Literal["required", "default"] = "default" if kind == "state" else "required"
    return model.Field(0, parts[-1], parts, label, domain, kind, need, None, not_applicable, owner, -1)


def node(
    index: int,
    path: str,
    label: str,
    parent: int | None,
    kind: Literal["group", "leaf", "formula", "given"],
    top: int = 100,
    floor: int = 0,
) -> ir.Node:
    """A node without steps; `plan` adds its children and fields."""
    parts = tuple(path.split("."))
    word = "indicator" if kind == "leaf" else "dimension"
    scale = model.Scale(F(floor), F(top))
    return ir.Node(
        index, word, parts[-1], parts, label, kind, parent, (), scale, (), 0, 0, 0, 0, None, (), 0, 0, -1
    )


def plan(
    name: str,
    fields: list[model.Field],
    nodes: list[ir.Node],
    collections: tuple[ir.Collection, ...] = (),
) -> ir.Plan:
    """A plan of these fields and nodes."""
    numbered = tuple(replace(one, index=at) for at, one in enumerate(fields))
    joined = tuple(
        replace(
            one,
            children=tuple(n.index for n in nodes if n.parent == one.index),
            fields=tuple(f.index for f in numbered if f.owner == one.index and f.kind != "input"),
        )
        for one in nodes
    )
    return ir.Plan(
        name, "", None, None, None, (), (), (), (), numbered, joined, (), (), (), collections, (), ()
    )


def numbers(low: str | None, high: str | None, step: str = "1") -> model.Domain:
    """A grid of numbers."""
    return model.Domain(model.NUMBER, low and F(low), high and F(high), F(step))  # type: ignore[arg-type]


def choices(kind: Literal["code", "set"], **labels: str) -> model.Domain:
    """Codes, or a set of them, with their labels."""
    options = tuple(model.Choice(code, label) for code, label in labels.items())
    return model.Domain(model.Type(kind, tuple(labels)), choices=options)


TRUTH = model.Domain(model.TRUTH)


@pytest.fixture(scope="session")
def unit() -> ir.Plan:
    """A unit: inputs of every domain, four dimensions, leaves of every form."""
    share = model.Domain(model.SHARE, F(0), F(1), F(1, 10000))
    fields = [
        field(
            "lokasi", choices("code", kantor="Kantor sendiri", mpp="Mal Pelayanan Publik"), "Tempat layanan"
        ),
        field("media", choices("set", web="Situs web", sippn="SIPPN", papan="Papan, dan banner"), "Media"),
        field("selesai", TRUTH, "Produk ORI dilaksanakan"),
        field("tanggal", model.Domain(model.DATE), "Tanggal"),
        field("nama", model.Domain(model.TEXT), "Nama unit"),
        field("tindak", share, "Tindak lanjut"),
        field("biaya", numbers("0", None, "0.001"), "Biaya"),
        field(
            "input.standar", numbers("0", "3"), "Standar pelayanan", "answer", owner=2, not_applicable=True
        ),
        field("input.loket.ruang", TRUTH, "Ruang tunggu", "item", owner=3),
        field("input.loket.laktasi", TRUTH, "Ruang laktasi", "item", owner=3),
        field("input.loket", TRUTH, "Loket", "state", owner=3, not_applicable=True),
        field(
            "proses.standar",
            choices("code", lengkap="Lengkap", nihil="Tidak ada"),
            "Maklumat",
            "answer",
            owner=5,
        ),
    ]
    nodes = [
        node(0, "nilai", "Nilai kepatuhan", None, "group"),
        node(1, "input", "Input", 0, "group"),
        node(2, "input.standar", "Standar pelayanan", 1, "leaf"),
        node(3, "input.loket", "Loket", 1, "leaf"),
        node(4, "proses", "Proses", 0, "group"),
        node(5, "proses.standar", "Maklumat", 4, "leaf"),
        node(6, "output", "Output", 0, "given"),
    ]
    return plan("kepatuhan.unit", fields, nodes)


@pytest.fixture(scope="session")
def region(unit: ir.Plan) -> ir.Plan:
    """A local government: its kind and province, and the units that it collects."""
    fields = [
        field("jenis", choices("code", kota="Kota", kabupaten="Kabupaten"), "Jenis"),
        field("provinsi", model.Domain(model.TEXT), "Provinsi"),
    ]
    collected = ir.Collection("units", "Unit yang dinilai", unit, 1, None, -1)
    return plan("kepatuhan.daerah", fields, [node(0, "nilai", "Nilai", None, "formula")], (collected,))
