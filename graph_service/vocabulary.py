"""The words of the notice 渝民发〔2020〕17号: each English term once, with its Chinese name."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word with its Chinese name: ``Level.TOWN == "town"``, ``Level.TOWN.zh == "镇乡街道级"``."""

    zh: str

    def __new__(cls, value: str, zh: str) -> Self:
        """Keep the Chinese name beside the value."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.zh = zh
        return term


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


class PermissionGroup(Term):
    """权限组别 (附件)."""

    PENDING = "pending", "待审团体组"
    BASIC = "basic", "基本团体组"
    JUNIOR_PROJECT = "junior_project", "初级团体组（项目）"
    JUNIOR_TEAM = "junior_team", "初级团体组（团体）"
    JUNIOR_FAST = "junior_fast", "初级团体组（快审）"
    INTERMEDIATE = "intermediate", "中级团体组"
    INTERMEDIATE_FAST = "intermediate_fast", "中级团体组（快审）"
    SENIOR = "senior", "高级团体组"
    SENIOR_FAST = "senior_fast", "高级团体组（快审）"


class Permission(Term):
    """权限 (the annex's five columns)."""

    MANAGE_OWN_VOLUNTEERS = "manage_own_volunteers", "本团体内志愿者管理"
    PUBLISH_WITHOUT_REVIEW = "publish_without_review", "发布项目无须审核"
    ALLOW_SUBORDINATE_REGISTRATION = "allow_subordinate_registration", "允许下级团体注册"
    FAST_REVIEW_SUBORDINATES = "fast_review_subordinates", "对下级团体快审"
    MANAGE_REGIONAL_VOLUNTEERS = "manage_regional_volunteers", "区域内志愿者管理"


class Status(Term):
    """状态."""

    PENDING = "pending", "待审"
    ACTIVE = "active", "正常"
    SUSPENDED = "suspended", "停用"
    CLOSED = "closed", "注销"


class Business(Term):
    """审核业务 (三（三）), and admission (团体注册)."""

    VOLUNTEER_MANAGEMENT = "volunteer_management", "志愿者管理"
    TEAM_MANAGEMENT = "team_management", "团体管理"
    PROJECT_PUBLICATION = "project_publication", "项目发布"
    HOURS_RECORDING = "hours_recording", "时长记录"
    COMPLAINT_EVALUATION = "complaint_evaluation", "投诉评价"
    SUBMISSION_PUBLICATION = "submission_publication", "投稿发布"
    ADMISSION = "admission", "团体注册"


class Outcome(Term):
    """审核去向."""

    SELF = "self", "自行管理"
    EXEMPT = "exempt", "无须审核"
    REVIEW = "review", "审核"
    BLOCKED = "blocked", "暂不办理"
    ROOT = "root", "无上级"
    UNRESOLVED = "unresolved", "无法确定"


class Power(Term):
    """What a check asks for; reviews are ``review:<business>``."""

    MANAGE_TEAM = "manage_team", "管理团体"
    MANAGE_VOLUNTEERS = "manage_volunteers", "管理志愿者"
    VIEW = "view", "查看"
    ADMIT = "admit", "审核注册"
    SET_PERMISSION_GROUP = "set_permission_group", "设置权限组别"


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


class ApplicationStatus(Term):
    """提高权限申请状态."""

    SUBMITTED = "submitted", "已提交"
    APPROVED = "approved", "已同意"
    REJECTED = "rejected", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class ServiceStatus(Term):
    """服务状态."""

    PLANNED = "planned", "计划"
    ONGOING = "ongoing", "进行中"
    COMPLETED = "completed", "已完成"


class RecordState(Term):
    """记录状态."""

    ENTERED = "entered", "待确认"
    CONFIRMED = "confirmed", "已确认"
    RETURNED = "returned", "已退回"


class Decision(Term):
    """对记录的决定."""

    CONFIRM = "confirm", "确认"
    RETURN = "return", "退回"


class Severity(Term):
    """ERROR = 应/必须 or structure; WARN = 原则上 or an interpretation; INFO = a fact, no fault."""

    ERROR = "ERROR", "错误"
    WARN = "WARN", "提醒"
    INFO = "INFO", "信息"


class FastReviewPolicy(Term):
    """The reading of 快审 (I-4)."""

    LIAISON_FINAL = "liaison_final", "联络团体终审"
    ESCALATE = "escalate", "有快审权限者终审"
    ESCALATE_ADMISSION = "escalate_admission", "团体事项由有快审权限者终审"


class Role(Term):
    """角色; each includes the one before."""

    ANONYMOUS = "anonymous", "匿名"
    READER = "reader", "读者"
    ANALYST = "analyst", "分析员"
    OPERATOR = "operator", "操作员"
    ADMINISTRATOR = "administrator", "管理员"
