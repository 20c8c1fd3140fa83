//! 满意度调查: two waves as 问卷星 exports them, and the list of those who did not answer.

use jiff::civil::{Date, date};
use rust_xlsxwriter::XlsxError;
use serde::Serialize;

use super::Expected;
use crate::book::{Cell, SampleFile, Sheet, row, workbook};
use crate::calendar::{moment, plus, workday};
use crate::dice::Dice;
use crate::world::World;

const FILE: &str = "满意度调查_问卷星.xlsx";

/// The net promoter score of a wave.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Wave {
    /// Sheet.
    pub wave: &'static str,
    /// Invited.
    pub invited: usize,
    /// Answered.
    pub answered: usize,
    /// Scores 9 and 10.
    pub promoters: usize,
    /// Scores 0 to 6.
    pub detractors: usize,
    /// 100 · (promoters − detractors) / answered.
    pub nps: f64,
    /// The same among the twenty largest.
    pub nps_top_20: f64,
    /// Score of the largest customer.
    pub largest_customer_score: i64,
}

pub(crate) fn write(world: &World) -> Result<(SampleFile, Vec<Expected>, Vec<Wave>), XlsxError> {
    let mut dice = Dice::new(15);
    let ranked = world.ranked(2);
    let invited: Vec<usize> = ranked
        .iter()
        .copied()
        .filter(|at| world.ordered_within(*at, 500))
        .take(120)
        .collect();
    let mut sheets = Vec::new();
    let mut waves = Vec::new();
    let mut silent = vec![row![
        "序号",
        "公司名称",
        "调查名称",
        "调查方式",
        "是否作答",
        "提交答卷时间",
        "总体满意度",
    ]];
    for (name, start, mood) in [
        ("2025年满意度调查", date(2025, 6, 9), 0.2),
        ("2026年满意度调查", date(2026, 6, 8), 0.0),
    ] {
        let mut rows = vec![header()];
        let mut wave = Wave {
            wave: name,
            invited: invited.len(),
            ..Wave::default()
        };
        let mut large = (0, 0, 0);
        for (place, at) in invited.iter().enumerate() {
            if place > 0 && !dice.chance(if place < 20 { 0.8 } else { 0.5 }) {
                let number = silent.len() as i64;
                silent.push(row![
                    number,
                    &world.clients[*at].name,
                    name,
                    "线上",
                    "否",
                    "",
                    ""
                ]);
                continue;
            }
            let score = score(place, mood, &mut dice);
            let number = rows.len() as i64;
            rows.push(answer(world, *at, number, start, score, &mut dice));
            count(&mut wave, &mut large, place, score);
        }
        wave.nps = 100.0 * (wave.promoters as f64 - wave.detractors as f64) / wave.answered as f64;
        wave.nps_top_20 = 100.0 * f64::from(large.0 - large.1) / f64::from(large.2);
        waves.push(wave);
        sheets.push(Sheet { name, rows });
    }
    let unanswered = silent.len() - 1;
    sheets.push(Sheet {
        name: "未作答名单",
        rows: silent,
    });
    let answers: usize = waves.iter().map(|wave| wave.answered).sum();
    let expected = vec![Expected::clean(FILE, "surveys", answers + unanswered)];
    Ok((workbook(FILE, &sheets)?, expected, waves))
}

fn header() -> Vec<Cell> {
    row![
        "序号",
        "提交答卷时间",
        "所用时间",
        "来源",
        "来源详情",
        "来自IP",
        "1、贵公司名称：",
        "2、您对我公司的总体满意度是？",
        "3、您对产品质量的满意度是？",
        "4、您对服务的满意度是？",
        "5、您对价格的满意度是？",
        "6、您对交货及时性的满意度是？",
        "7、您向同行或朋友推荐我公司的可能性有多大？（0-10分）",
        "8、您未来一年的续购意愿是？",
        "9、除我公司外，是否同时向其他供应商采购同类产品？",
        "10、您对我们还有什么意见和建议？",
    ]
}

/// The large are cooler than the small.
fn score(place: usize, mood: f64, dice: &mut Dice) -> i64 {
    let warm = match place {
        0 => 5.2,
        1..20 => 6.7,
        _ => 8.2,
    };
    ((warm + mood) * dice.noise(0.17) + 0.5).clamp(0.0, 10.0) as i64
}

fn count(wave: &mut Wave, large: &mut (i32, i32, i32), place: usize, score: i64) {
    wave.answered += 1;
    let (up, down) = (i32::from(score >= 9), i32::from(score <= 6));
    wave.promoters += up as usize;
    wave.detractors += down as usize;
    if place < 20 {
        *large = (large.0 + up, large.1 + down, large.2 + 1);
    }
    if place == 0 {
        wave.largest_customer_score = score;
    }
}

fn answer(
    world: &World,
    at: usize,
    number: i64,
    start: Date,
    score: i64,
    dice: &mut Dice,
) -> Vec<Cell> {
    const WORDS: [&str; 5] = ["很不满意", "不满意", "一般", "满意", "很满意"];
    let word = |shift: f64, dice: &mut Dice| {
        let level = score as f64 * 0.38 + 0.5 + shift + dice.span(-0.7, 0.7);
        WORDS[level.clamp(0.0, 4.0) as usize]
    };
    let seconds = dice.between(48, 400);
    let day = workday(plus(start, dice.between(0, 18)));
    let comment = match score {
        0..=6 => *dice.pick(&[
            &"交货经常延期，需要提前通知",
            &"液压缸密封组件泄漏问题至今没有结论",
            &"价格偏高，反应慢",
            &"",
        ]),
        _ => *dice.pick(&[&"", &"", &"继续保持", &"希望增加小规格现货"]),
    };
    row![
        number,
        moment(day, dice.between(8 * 60, 19 * 60)),
        format!("{}秒", seconds),
        *dice.pick(&[&"微信", &"手机提交", &"链接"]),
        *dice.pick(&[&"直接访问", &"业务员发送", &"N/A"]),
        format!("192.0.2.{}", dice.between(1, 254)),
        &world.clients[at].name,
        word(0.0, dice),
        word(0.1, dice),
        word(0.2, dice),
        word(-0.5, dice),
        word(-0.4, dice),
        score,
        *dice.pick(&[&"愿意", &"愿意", &"非常愿意", &"不确定"]),
        if dice.chance(0.55) { "是" } else { "否" },
        comment,
    ]
}
