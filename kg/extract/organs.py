"""Bodies of a region by their everyday names (宜川县委, 东丽区农业农村委), and the kind of body that a name tells."""

from __future__ import annotations

import re

from ..model import Organization, Region
from .regions import common_name

_NAMES = {"organ/party-committee": "委", "organ/government": "人民政府", "organ/congress": "人大", "organ/cppcc": "政协",
          "organ/discipline-commission": "纪委监委", "organ/zone-committee": "管委会", "organ/region": ""}


_PARTY = ("组织部", "宣传部", "统战部", "统一战线工作部", "政法委", "党校", "巡察办", "编办", "老干部局", "网信办")
"""Departments of a party committee rather than of a government."""


def organ_of(region: Region, kind: str, department: str = "") -> Organization:
    """A body of a region: 宜川县委, 宜川县人民政府, 东丽区农业农村委."""
    if department.startswith(_PARTY) and not department.startswith("委"):
        department = "委" + department
    if department:
        return Organization(name=_prefixed(region, department), kind="organ/department", region=region)
    kind = kind if kind in _NAMES else "organ/region"
    suffix = "党工委" if kind == "organ/party-committee" and region.level == "township" and region.name.endswith("街道") else \
        "党委" if kind == "organ/party-committee" and (
        region.level in ("township", "village") or region.name.endswith("自治区")) else _NAMES[kind]
    name = common_name(region)
    if len(name) == 2 and suffix.startswith("委"):
        suffix = name[-1] + suffix  # 岷县县委
    return Organization(name=name + suffix, kind=kind, region=region)


def _prefixed(region: Region, department: str) -> str:
    name = common_name(region)
    if name.endswith("自治区") and department.startswith("自治区"):
        return name + department[3:]
    return name + department[1:] if department[:1] == name[-1:] and len(department) > 2 else name + department


def kind_of(name: str) -> str:
    """The kind of body that a name's ending tells: organ/company, organ/university …"""
    for ending, kind in _ENDINGS:
        if re.search(ending, name):
            return f"organ/{kind}"
    return "organ/other"


_ENDINGS = (
    (r"(?:工作组|联络组|小组|工作队|指挥部|前指|医疗队)$", "working-group"), (r"(?:大学|学院)$", "university"),
    (r"(?:学校|中学|小学|幼儿园|党校|技师学院)$", "school"), (r"(?:医院|卫生院)$", "hospital"), (r"基金会$|慈善会$", "foundation"),
    (r"(?:公司|集团|股份|银行|厂|企业|合作社)$", "company"), (r"(?:协会|商会|学会|联合会|促进会|联谊会|总会)$", "association"),
    (r"(?:研究院|研究所|设计院)$", "institute"), (r"(?:报社|日报|电视台|通讯社|网)$", "media"), (r"(?:管委会|管理委员会)$", "zone-committee"),
    (r"(?:法院)$", "court"), (r"检察院$", "procuratorate"), (r"(?:街道|办事处)$", "subdistrict"), (r"(?:村|社区)$", "village"),
    (r"(?:局|委|办|部|厅|处|科|中心|委员会|办公室)$", "department"))
