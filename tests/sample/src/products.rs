//! What the firm makes.

/// A product with its list price and cost share of the net price.
pub(crate) struct Product {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) size: &'static str,
    pub(crate) category: &'static str,
    /// List price with tax, cents.
    pub(crate) price: i64,
    /// Cost as a share of the net price in the first year.
    pub(crate) cost: f64,
}

const fn product(
    code: &'static str,
    name: &'static str,
    size: &'static str,
    category: &'static str,
    price: i64,
    cost: f64,
) -> Product {
    Product {
        code,
        name,
        size,
        category,
        price,
        cost,
    }
}

/// The product whose batch is at fault.
pub(crate) const FAULTY: usize = 13;
/// The batch at fault.
pub(crate) const FAULTY_BATCH: &str = "HY2511-07";

pub(crate) const PRODUCTS: [Product; 30] = [
    product("OR-1001", "O型圈 丁腈", "20×2.65", "O型圈", 85, 0.64),
    product("OR-1002", "O型圈 丁腈", "45×3.55", "O型圈", 160, 0.64),
    product("OR-1003", "O型圈 氟橡胶", "30×3.55", "O型圈", 480, 0.60),
    product("OR-1004", "O型圈 氟橡胶", "80×5.3", "O型圈", 1250, 0.59),
    product("OR-1005", "O型圈 硅橡胶", "60×3.55", "O型圈", 620, 0.61),
    product("OR-1006", "O型圈 全氟醚", "25×2.65", "O型圈", 9800, 0.48),
    product("YF-2001", "骨架油封 TC", "35×52×8", "骨架油封", 420, 0.66),
    product("YF-2002", "骨架油封 TC", "60×85×10", "骨架油封", 880, 0.66),
    product("YF-2003", "骨架油封 SC", "45×62×8", "骨架油封", 560, 0.67),
    product(
        "YF-2004",
        "骨架油封 氟胶高速",
        "80×105×12",
        "骨架油封",
        2650,
        0.61,
    ),
    product(
        "YF-2005",
        "盒式油封",
        "130×160×14.5",
        "骨架油封",
        6800,
        0.63,
    ),
    product(
        "HY-3001",
        "活塞密封 格来圈",
        "80×60×6.3",
        "液压密封件",
        2150,
        0.62,
    ),
    product(
        "HY-3002",
        "活塞杆密封 斯特封",
        "63×78×6.3",
        "液压密封件",
        1980,
        0.62,
    ),
    product(
        "HY-3003",
        "液压缸活塞密封组件",
        "125×100×25",
        "液压密封件",
        8600,
        0.60,
    ),
    product(
        "HY-3004",
        "Y型圈 聚氨酯",
        "50×65×10",
        "液压密封件",
        1120,
        0.63,
    ),
    product(
        "HY-3005",
        "导向带 酚醛夹布",
        "15×2.5",
        "液压密封件",
        960,
        0.58,
    ),
    product("HY-3006", "防尘圈 DKB", "60×74×8", "液压密封件", 780, 0.64),
    product("JX-4001", "机械密封 单端面", "d35", "机械密封", 16800, 0.63),
    product("JX-4002", "机械密封 单端面", "d50", "机械密封", 26800, 0.62),
    product("JX-4003", "机械密封 双端面", "d65", "机械密封", 88000, 0.58),
    product("JX-4004", "集装式机械密封", "d80", "机械密封", 236000, 0.56),
    product("DP-5001", "金属缠绕垫片", "DN80 PN40", "垫片", 2800, 0.68),
    product("DP-5002", "非石棉垫片", "DN50", "垫片", 650, 0.70),
    product("DP-5003", "四氟包覆垫片", "DN100", "垫片", 3600, 0.66),
    product("DP-5004", "组合垫圈", "M22", "垫片", 180, 0.69),
    product("QD-6001", "气缸活塞密封", "d63", "气动密封件", 1350, 0.61),
    product("QD-6002", "气动Y型圈", "d40", "气动密封件", 520, 0.62),
    product("DZ-7001", "模压橡胶异形件", "按图", "定制件", 3200, 0.65),
    product("DZ-7002", "橡塑复合密封条", "按图", "定制件", 5400, 0.64),
    product("DZ-7003", "大口径旋转密封", "d450", "定制件", 168000, 0.57),
];
