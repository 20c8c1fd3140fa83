//! Words in the names of firms that say something other than who it is.

/// A way a firm may be constituted. A change from one to the other is rare, a clerk's slip is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) enum Form {
    /// None written.
    #[default]
    None,
    /// 有限公司, 有限责任公司, Ltd, GmbH.
    Limited,
    /// 股份有限公司, AG, plc.
    Stock,
    /// 公司, Inc., Co.: could be either.
    Some,
}

/// Legal forms at the end of a name, longest first.
pub(crate) const FORMS: &[(&str, Form)] = &[
    ("股份有限责任公司", Form::Stock),
    ("股份有限公司", Form::Stock),
    ("有限责任公司", Form::Limited),
    ("有限总公司", Form::Limited),
    ("责任有限公司", Form::Limited),
    ("有限公司", Form::Limited),
    ("股份公司", Form::Stock),
    ("总公司", Form::Some),
    ("公司", Form::Some),
    ("company limited", Form::Limited),
    ("co., limited", Form::Limited),
    ("co. limited", Form::Limited),
    ("co., ltd.", Form::Limited),
    ("co., ltd", Form::Limited),
    ("co.,ltd.", Form::Limited),
    ("co.,ltd", Form::Limited),
    ("co ltd", Form::Limited),
    ("pte. ltd.", Form::Limited),
    ("pte ltd", Form::Limited),
    ("pvt ltd", Form::Limited),
    ("limited", Form::Limited),
    ("ltd.", Form::Limited),
    ("ltd", Form::Limited),
    ("gmbh & co. kg", Form::Limited),
    ("gmbh", Form::Limited),
    ("l.l.c.", Form::Limited),
    ("llc", Form::Limited),
    ("s.a.", Form::Stock),
    ("plc", Form::Stock),
    ("ag", Form::Stock),
    ("incorporated", Form::Some),
    ("corporation", Form::Some),
    ("company", Form::Some),
    ("corp.", Form::Some),
    ("corp", Form::Some),
    ("inc.", Form::Some),
    ("inc", Form::Some),
    ("co.", Form::Some),
    ("co", Form::Some),
];

/// How a customer pays, written before its name by the clerk.
pub(crate) const PREFIXES: &[&str] = &[
    "现结",
    "月结",
    "周结",
    "日结",
    "季结",
    "现款",
    "赊销",
    "账期",
    "预付",
    "客户",
    "客戶",
    "购货单位",
    "购方",
    "收货方",
    "大客户",
    "vip",
];
/// Of them, those that may stand without a separator: nobody is called so.
pub(crate) const BARE_PREFIXES: &[&str] = &["现结", "月结", "周结", "日结"];

/// What became of a card, written behind its name by the clerk.
pub(crate) const STATUS: &[&str] = &[
    "停用",
    "已停用",
    "作废",
    "已作废",
    "旧",
    "旧户",
    "老",
    "新",
    "新户",
    "重复",
    "勿用",
    "不用",
    "禁用",
    "注销",
    "已注销",
    "已停",
    "不再合作",
    "old",
    "new",
    "inactive",
    "closed",
    "dup",
    "duplicate",
    "do not use",
];

/// Parts of a firm: the same group, another place to deliver to.
pub(crate) const BRANCHES: &[&str] = &[
    "分公司",
    "办事处",
    "分厂",
    "分店",
    "门店",
    "营业部",
    "分部",
    "项目部",
    "事业部",
    "工厂",
    "仓库",
    "分理处",
    "代表处",
    "专卖店",
    "旗舰店",
    "branch",
];

/// Words that only firms have in their names.
pub(crate) const FIRM_MARKS: &[&str] = &[
    "公司", "厂", "店", "部", "行", "社", "院", "集团", "中心", "商贸", "贸易", "科技", "机械",
    "密封", "阀", "实业", "工业", "制造", "设备", "学校", "大学", "医院", "局", "站", "场", "馆",
    "所", "坊", "超市", "商城", "物流", "电子", "工程", "材料", "ltd", "inc", "gmbh", "llc",
    "corp", "company", "limited", "store", "shop", "bike", "cycle", "sport", "trading", "group",
    "supply", "service", "industr", "market", "club", "center", "centre", "world", "mall",
];

/// Characters that clerks add to a trade or leave out: 密封 and 密封件 are one trade.
pub(crate) const LOOSE: &[char] = &[
    '件', '业', '品', '类', '材', '器', '具', '料', '机', '的', '制', '造', '厂', '与', '和', '及',
    '部', '店', '行', '商',
];

/// Accounts that collect what is nobody's: the name holds one of these …
pub(crate) const BUCKETS: &[&str] = &[
    "散客",
    "零散客",
    "零星客",
    "散户",
    "零售客户",
    "门市客户",
    "现金客户",
    "现金散",
    "临时客户",
    "其他客户",
    "其它客户",
    "匿名客户",
    "未知客户",
    "无名客户",
    "个人客户",
    "网店客户",
    "普通顾客",
    "过路客",
    "walk-in",
    "walk in",
    "cash customer",
    "cash sale",
    "misc customer",
    "miscellaneous customer",
    "other customers",
    "one-time customer",
    "unknown customer",
];
/// … or is one of these.
pub(crate) const BUCKET_NAMES: &[&str] = &[
    "零售",
    "散",
    "个人",
    "其他",
    "其它",
    "现金",
    "门市",
    "无",
    "匿名",
    "未知",
    "暂无",
    "客户",
    "顾客",
    "不详",
    "cash",
    "retail",
    "misc",
    "other",
    "others",
    "unknown",
    "anonymous",
    "guest",
    "n/a",
    "none",
    "-",
    "pos",
];

/// The firm itself: sales to it are none.
pub(crate) const INTERNAL: &[&str] = &[
    "内部调拨",
    "内部领用",
    "内部往来",
    "内部客户",
    "内部销售",
    "内部使用",
    "内部转移",
    "调拨",
    "自用",
    "公司自用",
    "样品",
    "赠品",
    "员工内购",
    "员工福利",
    "intercompany",
    "inter-company",
    "internal transfer",
    "internal use",
    "own use",
    "sample stock",
];

/// Parties related to the owners, as master data says it.
pub(crate) const RELATED: &[&str] = &[
    "关联方",
    "关联企业",
    "关联公司",
    "关联客户",
    "related party",
    "affiliate",
];
/// The same, said of a parent.
pub(crate) const OWNERS: &[&str] = &[
    "本公司",
    "我司",
    "我公司",
    "股东",
    "实控人",
    "法人代表亲属",
    "近亲属",
];
