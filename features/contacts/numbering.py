"""Numbering plans: each region's calling code, trunk prefix and the lengths of its national numbers.

Calling codes after ITU-T E.164 and its list of assigned codes; prefixes and lengths (fixed and mobile) after libphonenumber 9.0.
The light profile judges a number by these; the full profile asks phonenumbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Plan:
    """How national numbers of one region are made."""

    region: str
    code: str
    trunk: str
    shortest: int
    longest: int

    def national(self, digits: str) -> str:
        """The national significant number behind digits as dialled inside the region; empty when they cannot be one."""
        rest = digits.removeprefix(self.trunk) if self.trunk else digits
        for candidate in (rest, digits, digits.removeprefix(self.code)):
            if self.shortest <= len(candidate) <= self.longest and not (self.trunk and candidate.startswith("0")):
                return candidate
        return ""


_ENTRY: Final = re.compile(r"([A-Z]{2})([0-9]{1,3}):([0-9]*):([0-9]+)-([0-9]+)")
_PLANS_TEXT: Final = """
AC247::5-5 AD376::6-9 AE971:0:8-9 AF93:0:9-9 AG1:1:10-10 AI1:1:10-10 AL355:0:8-9 AM374:0:8-8 AO244::9-9 AR54:0:10-11
AS1:1:10-10 AT43:0:4-13 AU61:0:9-9 AW297::7-7 AX358:0:6-10 AZ994:0:9-9 BA387:0:8-9 BB1:1:10-10 BD880:0:6-10 BE32:0:8-9
BF226::8-8 BG359:0:6-9 BH973::8-8 BI257::8-8 BJ229::10-10 BL590:0:9-9 BM1:1:10-10 BN673::7-7 BO591:0:8-8 BQ599::7-7
BR55:0:10-11 BS1:1:10-10 BT975::7-8 BW267::7-8 BY375:8:9-9 BZ501::7-7 CA1:1:10-10 CC61:0:9-9 CD243:0:7-10 CF236::8-8
CG242::9-9 CH41:0:9-9 CI225::10-10 CK682::5-5 CL56::9-9 CM237::9-9 CN86:0:7-11 CO57:0:8-10 CR506::8-8 CU53:0:6-10
CV238::7-7 CW599::7-8 CX61:0:9-9 CY357::8-8 CZ420::9-9 DE49:0:5-15 DJ253::8-8 DK45::8-8 DM1:1:10-10 DO1:1:10-10
DZ213:0:8-9 EC593:0:8-9 EE372::7-8 EG20:0:8-10 EH212:0:9-9 ER291:0:7-7 ES34::9-9 ET251:0:9-9 FI358:0:5-10 FJ679::7-7
FK500::5-5 FM691::7-7 FO298::6-6 FR33:0:9-9 GA241::7-8 GB44:0:9-10 GD1:1:10-10 GE995:0:9-9 GF594:0:9-9 GG44:0:10-10
GH233:0:9-9 GI350::8-8 GL299::6-6 GM220::7-9 GN224::8-9 GP590:0:9-9 GQ240::9-9 GR30::10-10 GT502::8-8 GU1:1:10-10
GW245::9-9 GY592::7-7 HK852::8-8 HN504::8-8 HR385:0:8-9 HT509::8-8 HU36:06:8-9 ID62:0:7-12 IE353:0:7-10 IL972:0:8-12
IM44:0:10-10 IN91:0:10-10 IO246::7-7 IQ964:0:8-10 IR98:0:6-10 IS354::7-9 IT39::6-12 JE44:0:10-10 JM1:1:10-10 JO962:0:8-9
JP81:0:9-10 KE254:0:7-9 KG996:0:9-9 KH855:0:8-9 KI686:0:5-8 KM269::7-7 KN1:1:10-10 KP850:0:8-10 KR82:0:5-10 KW965::8-8
KY1:1:10-10 KZ7:8:10-10 LA856:0:8-10 LB961:0:7-8 LC1:1:10-10 LI423:0:7-9 LK94:0:9-9 LR231:0:7-9 LS266::8-8 LT370:0:8-8
LU352::4-11 LV371::8-8 LY218:0:9-9 MA212:0:9-9 MC377:0:8-9 MD373:0:8-8 ME382:0:8-8 MF590:0:9-9 MG261:0:9-9 MH692:1:7-7
MK389:0:8-8 ML223::8-8 MM95:0:6-10 MN976:0:8-10 MO853::8-8 MP1:1:10-10 MQ596:0:9-9 MR222::8-8 MS1:1:10-10 MT356::8-8
MU230::7-8 MV960::7-7 MW265:0:7-9 MX52::10-10 MY60:0:8-10 MZ258::8-9 NA264:0:8-9 NC687::6-6 NE227::8-8 NF672::6-6
NG234:0:10-10 NI505::8-8 NL31:0:9-11 NO47::8-8 NP977:0:8-10 NR674::7-7 NU683::4-7 NZ64:0:8-10 OM968::8-8 PA507::7-8
PE51:0:8-9 PF689::8-8 PG675::7-8 PH63:0:6-10 PK92:0:9-10 PL48::7-9 PM508:0:6-9 PR1:1:10-10 PS970:0:8-9 PT351::9-9
PW680::7-7 PY595:0:7-9 QA974::8-8 RE262:0:9-9 RO40:0:6-9 RS381:0:7-12 RU7:8:10-10 RW250:0:8-9 SA966:0:9-9 SB677::5-7
SC248::7-7 SD249:0:9-9 SE46:0:7-9 SG65::8-8 SH290::4-5 SI386:0:8-8 SJ47::8-8 SK421:0:6-9 SL232:0:8-8 SM378::8-10
SN221::9-9 SO252:0:6-9 SR597::6-7 SS211:0:9-9 ST239::7-7 SV503::8-8 SX1:1:10-10 SY963:0:8-9 SZ268::8-8 TA290::4-4
TC1:1:10-10 TD235::8-8 TG228::8-8 TH66:0:8-9 TJ992::9-9 TK690::4-7 TL670::7-8 TM993:8:8-8 TN216::8-8 TO676::5-7
TR90:0:10-10 TT1:1:10-10 TV688::5-7 TW886:0:8-9 TZ255:0:9-9 UA380:0:9-9 UG256:0:9-9 US1:1:10-10 UY598:0:8-8 UZ998::9-9
VA39::6-11 VC1:1:10-10 VE58:0:10-10 VG1:1:10-10 VI1:1:10-10 VN84:0:9-10 VU678::5-7 WF681::6-6 WS685::5-10 XK383:0:8-12
YE967:0:7-9 YT262:0:9-9 ZA27:0:5-9 ZM260:0:9-9 ZW263:0:9-9
"""
"""Region and calling code : trunk prefix : shortest-longest."""

PLANS: Final = {
    region: Plan(region, code, trunk, int(shortest), int(longest))
    for region, code, trunk, shortest, longest in _ENTRY.findall(_PLANS_TEXT)
}
_BY_CODE: Final[dict[str, list[Plan]]] = {}
for _plan in PLANS.values():
    _BY_CODE.setdefault(_plan.code, []).append(_plan)


def international(digits: str) -> str:
    """E.164 for digits that begin with a calling code; empty when no plan has such a code and length."""
    for size in (1, 2, 3):
        for plan in _BY_CODE.get(digits[:size], ()):
            if national := plan.national(digits[size:]):
                return f"+{plan.code}{national}"
    return ""


def national(digits: str, regions: Sequence[str]) -> str:
    """E.164 for digits as dialled inside the first region whose plan they fit; empty when they fit none."""
    for region in regions:
        plan = PLANS.get(region)
        if plan and (number := plan.national(digits)):
            return f"+{plan.code}{number}"
    return ""


def trunk_of(regions: Sequence[str]) -> frozenset[str]:
    """The trunk prefixes of some regions; the empty string stands for a region without one."""
    return frozenset(PLANS[region].trunk for region in regions if region in PLANS)
