"""The pictures that a reply can hold: data only, those of `rubrikdsl.pictures`."""

from __future__ import annotations

from rubrikdsl.pictures import Bar as Bar
from rubrikdsl.pictures import Bars as Bars
from rubrikdsl.pictures import Bin as Bin
from rubrikdsl.pictures import Change as Change
from rubrikdsl.pictures import Dot as Dot
from rubrikdsl.pictures import Histogram as Histogram
from rubrikdsl.pictures import Picture as Picture
from rubrikdsl.pictures import Pointer as Pointer
from rubrikdsl.pictures import Ruler as Ruler
from rubrikdsl.pictures import Scatter as Scatter
from rubrikdsl.pictures import Waterfall as Waterfall
from rubrikdsl.pictures import Zone as Zone
from rubrikdsl.pictures import histogram as histogram
