//! The embedded sample: a made-up seal manufacturer's files.

use std::path::{Path, PathBuf};

use crate::error::io_error;
use crate::wire::WireError;

macro_rules! sample_files {
    ($($name:literal),* $(,)?) => {
        /// Name and bytes of each file of the sample.
        pub const SAMPLE_FILES: &[(&str, &[u8])] = &[$((
            $name,
            include_bytes!(concat!("../../../../../assets/samples/sealmaker/", $name)),
        )),*];
    };
}

sample_files! {
    "销售出库明细_用友导出.xlsx",
    "客户档案.xlsx",
    "合同台账.xlsx",
    "应收账款明细_GBK.csv",
    "投诉台账.xlsx",
    "售后工单.csv",
    "满意度调查_问卷星.xlsx",
    "客户拜访记录.xlsx",
    "会员积分.xlsx",
    "市场活动与品牌.xlsx",
    "转介绍与评价.xlsx",
    "报价与询价.csv",
    "培训记录.xlsx",
    "管理层问卷.xlsx",
}

/// Writes the sample's files into a folder; the paths in their order.
///
/// # Errors
/// `file.*`.
pub fn unpack_sample(folder: &Path) -> Result<Vec<PathBuf>, WireError> {
    let write = |name: &str, bytes: &[u8]| -> std::io::Result<PathBuf> {
        std::fs::create_dir_all(folder)?;
        let path = folder.join(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    };
    let files = SAMPLE_FILES.iter();
    files
        .map(|(name, bytes)| write(name, bytes).map_err(|error| io_error(&error, name)))
        .collect()
}
