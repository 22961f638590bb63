"""Who may do what: permissions, and which way a review goes."""

from __future__ import annotations

from graph_service.vocabulary.term import Term


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


class ApplicationStatus(Term):
    """提高权限申请状态."""

    SUBMITTED = "submitted", "已提交"
    APPROVED = "approved", "已同意"
    REJECTED = "rejected", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class FastReviewPolicy(Term):
    """The reading of 快审 (I-4)."""

    LIAISON_FINAL = "liaison_final", "联络团体终审"
    ESCALATE = "escalate", "有快审权限者终审"
    ESCALATE_ADMISSION = "escalate_admission", "团体事项由有快审权限者终审"
