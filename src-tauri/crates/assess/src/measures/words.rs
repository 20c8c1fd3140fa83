//! Words of the data: how statuses, occasions and kinds are written in the firms' own tables.
//! Simplified, traditional and English forms; compared in lower case, by containment.

/// Whether a text contains one of the words.
pub(crate) fn says(text: Option<&str>, words: &[&str]) -> bool {
    text.is_some_and(|text| {
        let text = text.to_lowercase();
        words.iter().any(|word| text.contains(word))
    })
}

/// Whether a status says that a case is over. What says "not" is open.
pub(crate) fn closed(status: Option<&str>) -> bool {
    const OPEN: &[&str] = &[
        "未",
        "待",
        "处理中",
        "處理中",
        "unresolved",
        "open",
        "pending",
        "not ",
    ];
    const OVER: &[&str] = &[
        "已解决",
        "已解決",
        "已关闭",
        "已關閉",
        "已完成",
        "已结",
        "已結",
        "完结",
        "完結",
        "关闭",
        "關閉",
        "解决",
        "解決",
        "完成",
        "办结",
        "结案",
        "結案",
        "closed",
        "resolved",
        "solved",
        "done",
        "complete",
    ];
    !says(status, OPEN) && says(status, OVER)
}

/// Whether a contract's status says that it no longer binds.
pub(crate) fn ended(status: Option<&str>) -> bool {
    const ENDED: &[&str] = &[
        "终止",
        "終止",
        "解除",
        "作废",
        "作廢",
        "到期",
        "失效",
        "已结束",
        "已結束",
        "terminated",
        "cancel",
        "expired",
        "void",
    ];
    const NOT: &[&str] = &["未到期", "未终止", "未終止", "not expired"];
    says(status, ENDED) && !says(status, NOT)
}

/// Won by status: 已成交, 已结算, won.
pub(crate) const WON: &[&str] = &["成交", "结算", "結算", "中标", "中標", "won", "success"];
/// Lost by status.
pub(crate) const LOST: &[&str] = &[
    "未成交",
    "拒绝",
    "拒絕",
    "失败",
    "失敗",
    "流失",
    "输单",
    "丢单",
    "lost",
    "refused",
    "rejected",
];
/// Referral as a source of customers.
pub(crate) const REFERRAL: &[&str] = &["介绍", "介紹", "推荐", "推薦", "referral", "refer"];
/// Customers who came by themselves: brand, search, walk-in.
pub(crate) const OWN_SOURCE: &[&str] = &[
    "自来",
    "自來",
    "上门",
    "上門",
    "搜索",
    "搜尋",
    "官网",
    "官網",
    "线上注册",
    "線上註冊",
    "线上询价",
    "線上詢價",
    "电话咨询",
    "電話諮詢",
    "邮件咨询",
    "郵件諮詢",
    "来电",
    "來電",
    "口碑",
    "老客户",
    "老客戶",
    "品牌",
    "search",
    "website",
    "walk-in",
    "inbound",
    "organic",
    "brand",
];
/// Birthdays.
pub(crate) const BIRTHDAY: &[&str] = &["生日", "寿辰", "birthday"];
/// Festivals and holidays.
pub(crate) const FESTIVAL: &[&str] = &[
    "节",
    "節",
    "元旦",
    "过年",
    "過年",
    "新年",
    "年货",
    "年貨",
    "拜年",
    "中秋",
    "端午",
    "festival",
    "holiday",
    "christmas",
    "new year",
];
/// Online forms of activity.
pub(crate) const ONLINE: &[&str] = &[
    "线上",
    "線上",
    "网络",
    "網絡",
    "網路",
    "直播",
    "微信",
    "公众号",
    "公眾號",
    "小程序",
    "抖音",
    "社群",
    "视频会议",
    "online",
    "web",
    "live",
    "wechat",
];
/// Criticism.
pub(crate) const NEGATIVE: &[&str] = &[
    "批评",
    "批評",
    "抱怨",
    "投诉",
    "投訴",
    "不满",
    "不滿",
    "负面",
    "負面",
    "差评",
    "差評",
    "质量问题",
    "criti",
    "complain",
    "negative",
];
/// Goods that arrived damaged, short or wrong.
pub(crate) const SPOILED: &[&str] = &[
    "破损",
    "破損",
    "损坏",
    "損壞",
    "短少",
    "少发",
    "少發",
    "漏发",
    "漏發",
    "错发",
    "錯發",
    "发错",
    "發錯",
    "数量不",
    "數量不",
    "型号不符",
    "型號不符",
    "混料",
    "damaged",
    "shortage",
    "wrong item",
    "wrong part",
    "missing item",
];
/// Visits in person.
pub(crate) const VISIT: &[&str] = &[
    "拜访",
    "拜訪",
    "走访",
    "走訪",
    "上门",
    "上門",
    "面访",
    "面訪",
    "见面",
    "見面",
    "现场",
    "現場",
    "实地",
    "實地",
    "visit",
    "on-site",
    "onsite",
    "in person",
];
/// Sales without a middleman.
pub(crate) const DIRECT: &[&str] = &[
    "直销",
    "直銷",
    "直供",
    "直营",
    "直營",
    "自营",
    "自營",
    "官网",
    "官網",
    "官方",
    "品牌",
    "旗舰",
    "旗艦",
    "direct",
    "own shop",
    "own store",
    "website",
    "brand",
];
/// What is said of a firm in distress.
pub(crate) const DISTRESS: &[&str] = &[
    "破产",
    "破產",
    "重整",
    "清算",
    "注销",
    "註銷",
    "吊销",
    "吊銷",
    "失信",
    "被执行",
    "被執行",
    "停产",
    "停產",
    "停业",
    "停業",
    "倒闭",
    "倒閉",
    "限制高消费",
    "bankrupt",
    "insolven",
    "liquidat",
    "receivership",
    "dissolved",
];
/// Training in service to customers.
pub(crate) const SERVICE: &[&str] = &[
    "服务",
    "服務",
    "客户",
    "客戶",
    "客服",
    "投诉",
    "投訴",
    "售后",
    "售後",
    "service",
    "customer",
    "complaint",
];
/// Reports.
pub(crate) const REPORT: &[&str] = &[
    "报告",
    "報告",
    "白皮书",
    "白皮書",
    "研报",
    "研報",
    "report",
    "study",
];
/// Forums, fairs, conferences.
pub(crate) const FORUM: &[&str] = &[
    "论坛",
    "論壇",
    "展会",
    "展會",
    "峰会",
    "峰會",
    "会议",
    "會議",
    "年会",
    "年會",
    "研讨",
    "研討",
    "forum",
    "fair",
    "conference",
    "exhibition",
    "summit",
];
/// News.
pub(crate) const NEWS: &[&str] = &[
    "新闻", "新聞", "资讯", "資訊", "动态", "動態", "快讯", "快訊", "政策", "news",
];
/// Brand assets.
pub(crate) const ASSET: &[&str] = &[
    "商标",
    "商標",
    "专利",
    "專利",
    "资质",
    "資質",
    "认证",
    "認證",
    "证书",
    "證書",
    "荣誉",
    "榮譽",
    "奖",
    "獎",
    "名牌",
    "trademark",
    "patent",
    "award",
    "certifi",
    "qualification",
    "honour",
    "honor",
];
/// Brand events.
pub(crate) const EVENT: &[&str] = &[
    "活动",
    "活動",
    "展会",
    "展會",
    "发布会",
    "發布會",
    "推介",
    "论坛",
    "論壇",
    "开放日",
    "event",
    "launch",
    "exhibition",
    "fair",
    "open day",
];
