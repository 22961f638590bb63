"""Teams, and the units, regions, authorities and persons around them."""

from __future__ import annotations

from graph_service.vocabulary.term import Term


class TeamKind(Term):
    """团体类型."""

    HUB = "hub", "枢纽型团体"
    NON_HUB = "non_hub", "非枢纽型团体"


class Level(Term):
    """层级."""

    CITY = "city", "市级"
    DISTRICT = "district", "区县级"
    TOWN = "town", "镇乡街道级"
    VILLAGE = "village", "社区村级"


class RegionKind(Term):
    """行政区划类别."""

    MUNICIPALITY = "municipality", "直辖市"
    DISTRICT = "district", "区"
    COUNTY = "county", "县"
    AUTONOMOUS_COUNTY = "autonomous_county", "自治县"
    STREET = "street", "街道"
    TOWN = "town", "镇"
    TOWNSHIP = "township", "乡"
    ETHNIC_TOWNSHIP = "ethnic_township", "民族乡"
    COMMUNITY = "community", "社区"
    VILLAGE = "village", "村"
    FUNCTIONAL_ZONE = "functional_zone", "功能区"


class RegistrationStatus(Term):
    """登记状态."""

    LEGAL_PERSON = "legal_person", "法人组织"
    UNREGISTERED = "unregistered", "未登记的志愿服务组织"


class OrganisationForm(Term):
    """组织形式."""

    SOCIAL_GROUP = "social_group", "社会团体"
    SOCIAL_SERVICE = "social_service", "社会服务机构"
    FOUNDATION = "foundation", "基金会"


class UnitKind(Term):
    """单位类型."""

    PARTY_GOVERNMENT = "party_government", "党政机关"
    PUBLIC_INSTITUTION = "public_institution", "事业单位"
    ENTERPRISE = "enterprise", "企业"
    SCHOOL = "school", "学校"
    HOSPITAL = "hospital", "医院"
    COMMUNITY_GROUP = "community_group", "社区群众组织"
    OTHER = "other", "其他"


class BusinessLine(Term):
    """业务条线."""

    EDUCATION = "education", "教育"
    HEALTH = "health", "卫生健康"
    EMERGENCY = "emergency", "应急"
    YOUTH_LEAGUE = "youth_league", "共青团"
    WOMEN = "women", "妇联"
    DISABLED = "disabled", "残联"
    ORGANS = "organs", "机关工委"
    CIVIL_AFFAIRS = "civil_affairs", "民政"
    OTHER = "other", "其他"


class ResponsibleUnitKind(Term):
    """责任单位类型."""

    MUNICIPAL_CIVILISATION_OFFICE = "municipal_civilisation_office", "市文明办"
    DISTRICT_CIVILISATION_OFFICE = "district_civilisation_office", "区县文明办"
    TOWN_GOVERNMENT = "town_government", "乡镇政府"
    STREET_OFFICE = "street_office", "街道办事处"
    RESIDENTS_COMMITTEE = "residents_committee", "居委会"
    VILLAGERS_COMMITTEE = "villagers_committee", "村委会"


class BranchKind(Term):
    """分支（代表）机构."""

    BRANCH = "branch", "分支机构"
    REPRESENTATIVE = "representative", "代表机构"


class Status(Term):
    """状态."""

    PENDING = "pending", "待审"
    ACTIVE = "active", "正常"
    SUSPENDED = "suspended", "停用"
    CLOSED = "closed", "注销"


class AuthorityKind(Term):
    """登记机关类别."""

    MINISTRY = "ministry", "民政部"
    MUNICIPAL = "municipal", "市级"
    DISTRICT = "district", "区县级"
    FUNCTIONAL_ZONE = "functional_zone", "功能区"


class PersonRole(Term):
    """人员角色."""

    PERSON_IN_CHARGE = "person_in_charge", "负责人"
    CONTACT = "contact", "联系人"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    RECORDS_OFFICER = "records_officer", "记录专门人员"


class YesOrNo(Term):
    """是否."""

    YES = "true", "是"
    NO = "false", "否"


class Duty(Term):
    """专门人员职责 (三（五）)."""

    CONFIRM = "confirm", "确认"
    ENTER = "enter", "录入"
    UPDATE = "update", "更新"
    PROTECT = "protect", "保护"
