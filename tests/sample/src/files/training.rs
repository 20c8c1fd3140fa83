//! 培训记录: one row a trainee.

use rust_xlsxwriter::XlsxError;

use super::Expected;
use crate::book::{SampleFile, Sheet, row, workbook};
use crate::calendar::{AS_OF, START, plus, workday};
use crate::dice::Dice;

const FILE: &str = "培训记录.xlsx";
const COURSES: [(&str, &str, i64); 6] = [
    ("客户服务礼仪与投诉应对", "服务", 4),
    ("密封件选型基础", "产品", 6),
    ("液压缸密封失效分析", "产品", 4),
    ("以客户为中心的企业文化", "文化", 2),
    ("销售谈判与回款管理", "销售", 6),
    ("售后现场服务规范", "服务", 3),
];
const DEPARTMENTS: [(&str, usize); 5] = [
    ("销售部", 9),
    ("客服部", 6),
    ("技术部", 5),
    ("质量部", 4),
    ("仓储物流部", 6),
];

pub(crate) fn write() -> Result<(SampleFile, Expected), XlsxError> {
    let mut dice = Dice::new(21);
    let mut rows = vec![row![
        "培训编号",
        "培训主题",
        "培训日期",
        "培训时长（小时）",
        "培训类型",
        "培训讲师",
        "参训人员",
        "部门",
        "出勤状态",
        "考试成绩",
        "是否通过",
    ]];
    let mut day = plus(START, 40);
    let mut number = 0;
    while day < AS_OF {
        let (title, kind, hours) = COURSES[number % COURSES.len()];
        number += 1;
        for (department, heads) in DEPARTMENTS {
            if kind == "服务" || dice.chance(0.5) {
                for head in 1..=heads {
                    if !dice.chance(0.6) {
                        continue;
                    }
                    let score = dice.between(48, 98);
                    rows.push(row![
                        format!("PX{number:03}"),
                        title,
                        day,
                        hours,
                        kind,
                        *dice.pick(&[&"内训师", &"外聘讲师"]),
                        format!("{department}员工{head:02}"),
                        department,
                        "出勤",
                        score,
                        if score >= 60 { "是" } else { "否" },
                    ]);
                }
            }
        }
        day = workday(plus(day, dice.between(55, 100)));
    }
    let expected = Expected::clean(FILE, "training", rows.len() - 1);
    Ok((
        workbook(
            FILE,
            &[Sheet {
                name: "培训签到与成绩",
                rows,
            }],
        )?,
        expected,
    ))
}
