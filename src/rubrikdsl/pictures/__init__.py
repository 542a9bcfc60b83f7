"""Pictures of scores as data, and drawing them.

A picture (`pictures.model`) is values and labels, exact; where a bar ends is decided when it is drawn, and
only there is anything rounded. `pictures.text` draws with characters, `pictures.svg` makes a file that stands
for itself. Nothing here knows a rubric, opens a file or prints.
"""

from __future__ import annotations

from rubrikdsl.pictures.model import Bar as Bar
from rubrikdsl.pictures.model import Bars as Bars
from rubrikdsl.pictures.model import Bin as Bin
from rubrikdsl.pictures.model import Change as Change
from rubrikdsl.pictures.model import Dot as Dot
from rubrikdsl.pictures.model import Histogram as Histogram
from rubrikdsl.pictures.model import Picture as Picture
from rubrikdsl.pictures.model import Pointer as Pointer
from rubrikdsl.pictures.model import Ruler as Ruler
from rubrikdsl.pictures.model import Scatter as Scatter
from rubrikdsl.pictures.model import Waterfall as Waterfall
from rubrikdsl.pictures.model import Zone as Zone
from rubrikdsl.pictures.model import histogram as histogram
