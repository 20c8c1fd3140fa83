use assess::{Assessment, EngagementWay, PlatformReviews, ReviewYear};

use super::{figures as key_figures, noted, outcomes};
use crate::compose::Composer;
use crate::figures;
use crate::sections::cube::{count, share, table};
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::TEAL;
use crate::voice::Voice;

const REVIEWS: [&str; 7] = [
    "reviews.mean_stars",
    "reviews.shrunk_stars",
    "reviews.trend",
    "reviews.good_share",
    "reviews.bad_share",
    "reviews.bad_reply_rate",
    "reviews.bad_reply_hours",
];
const REFERRALS: [&str; 8] = [
    "referral.rate",
    "referral.promoters_referred",
    "referral.new_customer_share",
    "referral.new_revenue_share",
    "referral.conversion",
    "referral.k_factor",
    "referral.retention_difference",
    "referral.reward_cost",
];
const ENGAGEMENT: [&str; 6] = [
    "engagement.participation",
    "engagement.participation_revenue",
    "engagement.two_ways",
    "feedback.per_100_active",
    "feedback.adoption",
    "feedback.reply_days",
];
const PROGRAMME: [&str; 10] = [
    "programme.enrolment",
    "programme.active_members",
    "programme.member_revenue",
    "programme.redemption",
    "programme.points_outstanding",
    "programme.points_liability",
    "programme.discount_rate",
    "programme.retention_difference",
    "programme.member_upgrades",
    "programme.member_downgrades",
];

/// 网络评价, 推荐与会员, 客户参与.
pub(super) fn write(out: &mut Composer<'_>, assessment: &Assessment) {
    let voice = out.voice;
    let exhibits = &assessment.exhibits.voice;
    out.section(&voice.t("report.voice.reviews"), "reputation.reviews");
    if key_figures(out, assessment, "report.voice.reviews.figures", &REVIEWS) {
        if !exhibits.platforms.is_empty() {
            let table = platforms(voice, &exhibits.platforms);
            noted(
                out,
                "report.voice.platforms",
                &table,
                "report.voice.source.reviews",
            );
        }
        if exhibits.review_years.len() > 1 {
            let table = years(voice, &exhibits.review_years);
            let source = Some(voice.t("report.voice.source.reviews"));
            out.table(&voice.t("report.voice.review_years"), &table, None, source);
        }
    } else {
        out.para(&voice.t("report.voice.absent.reviews"));
    }
    out.section(&voice.t("report.voice.referral"), "reputation.referral");
    let referred = key_figures(out, assessment, "report.voice.referral.figures", &REFERRALS);
    let members = key_figures(
        out,
        assessment,
        "report.voice.programme.figures",
        &PROGRAMME,
    );
    if !referred && !members {
        out.para(&voice.t("report.voice.absent.referral"));
    }
    outcomes(out, assessment, &["referred", "member"]);
    out.section(&voice.t("report.voice.engagement"), "reputation.engagement");
    let engaged = key_figures(
        out,
        assessment,
        "report.voice.engagement.figures",
        &ENGAGEMENT,
    );
    if exhibits.ways.is_empty() {
        if !engaged {
            out.para(&voice.t("report.voice.absent.engagement"));
        }
    } else {
        let table = ways(voice, &exhibits.ways);
        noted(out, "report.voice.ways", &table, "report.voice.source.ways");
    }
}

fn platforms(voice: &Voice<'_>, all: &[PlatformReviews]) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.26),
            right(0.11),
            right(0.13),
            right(0.14),
            right(0.12),
            right(0.12),
            right(0.12),
        ],
        &[
            "report.voice.head.platform",
            "report.voice.head.reviews",
            "report.voice.head.stars",
            "report.voice.head.shrunk",
            "report.voice.head.good",
            "report.voice.head.bad",
            "report.voice.head.bad_answered",
        ],
    );
    rows.rows = all
        .iter()
        .map(|platform| {
            let name = match platform.platform.is_empty() {
                true => voice.t("report.not_recorded"),
                false => voice.data(&platform.platform),
            };
            Row::body(vec![
                Cell::text(name),
                count(platform.n),
                Cell::text(figures::grouped(platform.mean, 2)),
                Cell::text(figures::grouped(platform.shrunk, 2)),
                share(Some(platform.good)),
                share(Some(platform.bad)),
                share(platform.bad_answered),
            ])
        })
        .collect();
    rows
}

fn years(voice: &Voice<'_>, all: &[ReviewYear]) -> Table {
    let mut rows = table(
        voice,
        vec![left(0.4), right(0.2), right(0.2), right(0.2)],
        &[
            "report.voice.head.period",
            "report.voice.head.reviews",
            "report.voice.head.stars",
            "report.voice.head.bad",
        ],
    );
    rows.rows = all
        .iter()
        .map(|year| {
            let from = figures::iso_day(year.from);
            Row::body(vec![
                Cell::text(format!("{from} – {}", figures::iso_day(year.to))),
                count(year.n),
                Cell::text(figures::grouped(year.mean, 2)),
                share(Some(year.bad)),
            ])
        })
        .collect();
    rows
}

fn ways(voice: &Voice<'_>, all: &[EngagementWay]) -> Table {
    let mut rows = table(
        voice,
        vec![left(0.3), right(0.16), right(0.16), right(0.18), left(0.2)],
        &[
            "report.voice.head.way",
            "report.head.customers",
            "report.head.customer_share",
            "report.head.revenue_share",
            "report.head.bar",
        ],
    );
    rows.rows = all
        .iter()
        .map(|way| {
            Row::body(vec![
                Cell::text(voice.t(&format!("table.{}", way.way))),
                count(way.customers),
                share(Some(way.share)),
                share(Some(way.revenue_share)),
                Cell::share(way.share, TEAL),
            ])
        })
        .collect();
    rows
}
