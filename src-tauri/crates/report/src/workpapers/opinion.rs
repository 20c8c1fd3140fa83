//! What customers say and how they are served; shares, ratios and differences as live formulas.

use assess::{Assessment, OutcomeTable, Recovery, VoiceExhibits};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::exhibits::money;
use super::sheet::{COUNT, SCORE, SHARE, Sheet};
use crate::figures::iso_day;
use crate::voice::Voice;

/// Two decimals.
const DECIMALS: &str = "0.00";

/// Every sheet that has something to show.
pub(super) fn write(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let found = &assessment.exhibits.voice;
    if !found.outcomes.is_empty() {
        outcomes(book, &found.outcomes, voice)?;
    }
    if let Some(found) = &found.recovery {
        recovery(book, found, voice)?;
    }
    if !found.tiers.is_empty() {
        tiers(book, found, voice)?;
    }
    items(book, found, voice)?;
    if !found.waves.is_empty() {
        waves(book, found, voice)?;
    }
    if !found.times.is_empty() {
        times(book, found, voice)?;
        curves(book, found, voice)?;
    }
    if !found.themes.is_empty() {
        themes(book, found, voice)?;
    }
    if !found.platforms.is_empty() {
        platforms(book, found, voice)?;
    }
    if !found.care.is_empty() {
        care(book, found, voice)?;
    }
    Ok(())
}

/// The four counts, and rates, ratio and difference from them.
fn outcomes(book: &mut Workbook, all: &[OutcomeTable], voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.voice.head.groups", 30.0),
        ("workpapers.voice.customers", 12.0),
        ("workpapers.voice.lost", 10.0),
        ("workpapers.voice.others", 14.0),
        ("workpapers.voice.others_lost", 14.0),
        ("workpapers.voice.rate", 12.0),
        ("workpapers.voice.others_rate", 14.0),
        ("report.voice.head.ratio", 14.0),
        ("workpapers.lower", 10.0),
        ("workpapers.upper", 10.0),
        ("report.voice.head.difference", 14.0),
        ("workpapers.lower", 10.0),
        ("workpapers.upper", 10.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_outcomes", &columns)?;
    for table in all {
        let row = sheet.row + 1;
        sheet.text(0, &voice.t(&format!("voice.outcome.{}", table.id)))?;
        let counts = [
            table.exposed,
            table.exposed_lost,
            table.others,
            table.others_lost,
        ];
        for (column, count) in (1..).zip(counts) {
            sheet.number(column, Some(count as f64), COUNT)?;
        }
        let rate = |lost: u64, of: u64| (of > 0).then(|| lost as f64 / of as f64);
        let exposed = rate(table.exposed_lost, table.exposed);
        sheet.formula(5, &format!("=C{row}/B{row}"), exposed, SHARE)?;
        let others = rate(table.others_lost, table.others);
        sheet.formula(6, &format!("=E{row}/D{row}"), others, SHARE)?;
        if let (Some(ratio), Some(interval)) = (table.ratio, &table.ratio_interval) {
            sheet.formula(7, &format!("=F{row}/G{row}"), Some(ratio), DECIMALS)?;
            sheet.number(8, Some(interval.lower), DECIMALS)?;
            sheet.number(9, Some(interval.upper), DECIMALS)?;
        }
        let difference = Some(table.difference);
        sheet.formula(10, &format!("=F{row}-G{row}"), difference, SHARE)?;
        sheet.number(11, Some(table.difference_interval.lower), SHARE)?;
        sheet.number(12, Some(table.difference_interval.upper), SHARE)?;
        sheet.next();
    }
    Ok(())
}

/// Customers back at their level by months since the complaint.
fn recovery(book: &mut Workbook, found: &Recovery, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.voice.head.months", 12.0),
        ("report.voice.head.followed", 14.0),
        ("report.voice.head.back", 12.0),
        ("workpapers.lower", 10.0),
        ("workpapers.upper", 10.0),
        ("report.voice.head.others_back", 18.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_recovery", &columns)?;
    for mark in &found.marks {
        sheet.number(0, Some(f64::from(mark.months)), COUNT)?;
        sheet.number(1, Some(mark.followed as f64), COUNT)?;
        let shares = [Some(mark.back), mark.lower, mark.upper, mark.others];
        for (column, part) in (2..).zip(shares) {
            sheet.number(column, part, SHARE)?;
        }
        sheet.next();
    }
    Ok(())
}

fn tiers(book: &mut Workbook, found: &VoiceExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.voice.head.class", 22.0),
        ("report.head.customers", 10.0),
        ("report.voice.head.sheets", 10.0),
        ("report.head.revenue_ltm", 18.0),
        ("report.voice.head.revenue_answered", 14.0),
        ("report.voice.head.nps", 10.0),
        ("workpapers.lower", 10.0),
        ("workpapers.upper", 10.0),
        ("report.head.n", 8.0),
        ("report.voice.head.csat", 10.0),
        ("workpapers.lower", 10.0),
        ("workpapers.upper", 10.0),
        ("report.head.n", 8.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_tiers", &columns)?;
    for tier in &found.tiers {
        sheet.text(0, &voice.t(&format!("tier.{}", tier.tier)))?;
        sheet.number(1, Some(tier.customers as f64), COUNT)?;
        sheet.number(2, Some(tier.respondents as f64), COUNT)?;
        money(&mut sheet, voice, 3, Some(tier.revenue))?;
        let revenue = tier.revenue.units();
        let covered = (revenue > 0.0).then(|| tier.answered_revenue.units() / revenue);
        sheet.number(4, covered, SHARE)?;
        sheet.number(5, tier.nps, SCORE)?;
        let bounds = tier.nps_interval.as_ref();
        sheet.number(6, bounds.map(|bounds| bounds.lower), SCORE)?;
        sheet.number(7, bounds.map(|bounds| bounds.upper), SCORE)?;
        sheet.number(8, Some(tier.nps_n as f64), COUNT)?;
        sheet.number(9, tier.csat, SHARE)?;
        let bounds = tier.csat_interval.as_ref();
        sheet.number(10, bounds.map(|bounds| bounds.lower), SHARE)?;
        sheet.number(11, bounds.map(|bounds| bounds.upper), SHARE)?;
        sheet.number(12, Some(tier.csat_n as f64), COUNT)?;
        sheet.next();
    }
    Ok(())
}

fn items(book: &mut Workbook, found: &VoiceExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let Some(matrix) = &found.items else {
        return Ok(());
    };
    let columns = [
        ("report.voice.head.item", 16.0),
        ("report.head.n", 8.0),
        ("report.voice.head.performance", 12.0),
        ("report.voice.head.gap", 14.0),
        ("report.voice.head.importance", 12.0),
        ("report.voice.head.p", 10.0),
        ("report.voice.head.quadrant", 18.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_items", &columns)?;
    for item in &matrix.items {
        sheet.text(0, &voice.t(&format!("voice.item.{}", item.item)))?;
        sheet.number(1, Some(item.n as f64), COUNT)?;
        sheet.number(2, Some(item.performance), SCORE)?;
        sheet.number(3, Some(item.gap), SCORE)?;
        sheet.number(4, Some(item.importance), DECIMALS)?;
        sheet.number(5, Some(item.p), "0.000")?;
        sheet.text(6, &voice.t(&format!("voice.quadrant.{}", item.quadrant)))?;
        sheet.next();
    }
    Ok(())
}

fn waves(book: &mut Workbook, found: &VoiceExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.voice.head.wave", 30.0),
        ("report.voice.head.period", 26.0),
        ("report.voice.head.sheets", 10.0),
        ("report.voice.head.mean", 10.0),
        ("workpapers.lower", 10.0),
        ("workpapers.upper", 10.0),
        ("report.voice.head.nps", 10.0),
        ("workpapers.lower", 10.0),
        ("workpapers.upper", 10.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_waves", &columns)?;
    for wave in &found.waves {
        sheet.text(0, &voice.data(&wave.wave))?;
        sheet.text(1, &format!("{} – {}", iso_day(wave.from), iso_day(wave.to)))?;
        sheet.number(2, Some(wave.n as f64), COUNT)?;
        sheet.number(3, wave.mean, SCORE)?;
        let bounds = wave.mean_interval.as_ref();
        sheet.number(4, bounds.map(|bounds| bounds.lower), SCORE)?;
        sheet.number(5, bounds.map(|bounds| bounds.upper), SCORE)?;
        sheet.number(6, wave.nps, SCORE)?;
        let bounds = wave.nps_interval.as_ref();
        sheet.number(7, bounds.map(|bounds| bounds.lower), SCORE)?;
        sheet.number(8, bounds.map(|bounds| bounds.upper), SCORE)?;
        sheet.next();
    }
    Ok(())
}

fn times(book: &mut Workbook, found: &VoiceExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.voice.head.kind", 24.0),
        ("report.voice.head.cases", 10.0),
        ("report.voice.head.open", 10.0),
        ("report.voice.head.open_share", 12.0),
        ("report.voice.head.median", 12.0),
        ("workpapers.lower", 10.0),
        ("workpapers.upper", 10.0),
        ("report.voice.head.p90", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_times", &columns)?;
    for times in &found.times {
        let row = sheet.row + 1;
        let open = (times.n - times.ended) as f64;
        sheet.text(0, &voice.t(&format!("voice.times.{}", times.id)))?;
        sheet.number(1, Some(times.n as f64), COUNT)?;
        sheet.number(2, Some(open), COUNT)?;
        let share = (times.n > 0).then(|| open / times.n as f64);
        sheet.formula(3, &format!("=C{row}/B{row}"), share, SHARE)?;
        let quantiles = [
            times.median,
            times.median_lower,
            times.median_upper,
            times.p90,
        ];
        for (column, days) in (4..).zip(quantiles) {
            sheet.number(column, days, DECIMALS)?;
        }
        if times.median.is_none() {
            sheet.text(4, &voice.t("report.voice.not_reached"))?;
        }
        if times.p90.is_none() {
            sheet.text(7, &voice.t("report.voice.not_reached"))?;
        }
        sheet.next();
    }
    Ok(())
}

fn curves(book: &mut Workbook, found: &VoiceExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.voice.head.kind", 24.0),
        ("workpapers.voice.days", 10.0),
        ("workpapers.voice.at_risk", 10.0),
        ("workpapers.voice.open_share", 12.0),
        ("workpapers.lower", 10.0),
        ("workpapers.upper", 10.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_curves", &columns)?;
    for times in &found.times {
        for step in &times.steps {
            sheet.text(0, &voice.t(&format!("voice.times.{}", times.id)))?;
            sheet.number(1, Some(step.days), DECIMALS)?;
            sheet.number(2, Some(step.at_risk as f64), COUNT)?;
            sheet.number(3, Some(step.open), SHARE)?;
            sheet.number(4, Some(step.lower), SHARE)?;
            sheet.number(5, Some(step.upper), SHARE)?;
            sheet.next();
        }
    }
    Ok(())
}

fn themes(book: &mut Workbook, found: &VoiceExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.voice.head.theme", 24.0),
        ("table.complaints", 12.0),
        ("table.feedback", 12.0),
        ("report.voice.head.comments", 12.0),
        ("table.reviews", 12.0),
        ("report.voice.head.texts", 12.0),
        ("report.head.share", 10.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_themes", &columns)?;
    for theme in &found.themes {
        let row = sheet.row + 1;
        sheet.text(0, &voice.t(&format!("voice.theme.{}", theme.theme)))?;
        let counts = [
            theme.complaints,
            theme.feedback,
            theme.comments,
            theme.reviews,
        ];
        for (column, count) in (1..).zip(counts) {
            sheet.number(column, Some(count as f64), COUNT)?;
        }
        let all = Some(theme.texts as f64);
        sheet.formula(5, &format!("=SUM(B{row}:E{row})"), all, COUNT)?;
        sheet.number(6, Some(theme.share), SHARE)?;
        sheet.next();
    }
    Ok(())
}

fn platforms(
    book: &mut Workbook,
    found: &VoiceExhibits,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.voice.head.platform", 24.0),
        ("report.voice.head.reviews", 10.0),
        ("report.voice.head.stars", 12.0),
        ("report.voice.head.shrunk", 12.0),
        ("report.voice.head.good", 10.0),
        ("report.voice.head.bad", 10.0),
        ("report.voice.head.bad_answered", 14.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_reviews", &columns)?;
    for platform in &found.platforms {
        sheet.text(0, &voice.data(&platform.platform))?;
        sheet.number(1, Some(platform.n as f64), COUNT)?;
        sheet.number(2, Some(platform.mean), DECIMALS)?;
        sheet.number(3, Some(platform.shrunk), DECIMALS)?;
        sheet.number(4, Some(platform.good), SHARE)?;
        sheet.number(5, Some(platform.bad), SHARE)?;
        sheet.number(6, platform.bad_answered, SHARE)?;
        sheet.next();
    }
    Ok(())
}

fn care(book: &mut Workbook, found: &VoiceExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.voice.head.band", 30.0),
        ("report.head.customers", 10.0),
        ("report.voice.head.a_customers", 10.0),
        ("report.head.revenue_ltm", 18.0),
        ("report.head.revenue_share", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "voice_care", &columns)?;
    for band in &found.care {
        sheet.text(0, &voice.t(&format!("voice.care.{}", band.band)))?;
        sheet.number(1, Some(band.customers as f64), COUNT)?;
        sheet.number(2, Some(band.a_customers as f64), COUNT)?;
        money(&mut sheet, voice, 3, Some(band.revenue))?;
        sheet.number(4, Some(band.share), SHARE)?;
        sheet.next();
    }
    Ok(())
}
