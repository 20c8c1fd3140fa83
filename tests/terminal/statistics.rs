//! `clientele stat`: published figures from small tables, and what it says of bad ones.

use serde_json::Value;

use crate::shell::{Folder, Said};
use crate::support::shared;

fn stat(folder: &Folder, line: &str) -> Value {
    let said = folder.line(&format!("--lang en stat {line} --json"));
    assert_eq!(said.code, 0, "{said:?}");
    said.json()
}

#[track_caller]
fn near(value: &Value, expected: f64, tolerance: f64) {
    let found = value.as_f64().unwrap_or(f64::NAN);
    assert!(
        (found - expected).abs() < tolerance,
        "{value} is not {expected}"
    );
}

const SIX_MP: &str = "time,event\n6,1\n6,1\n6,1\n6,0\n7,1\n9,0\n10,1\n10,0\n11,0\n13,1\n16,1\n\
    17,0\n19,0\n20,0\n22,1\n23,1\n25,0\n32,0\n32,0\n34,0\n35,0\n";

#[test]
fn a_survival_curve_has_its_published_steps() {
    let folder = Folder::new();
    folder.file("remission.csv", SIX_MP);
    let found = stat(&folder, "km remission.csv");
    let steps = found["steps"].as_array().unwrap();
    let at = |time: f64| steps.iter().find(|step| step["time"] == time).unwrap();
    near(&at(6.0)["survival"], 0.857143, 1e-6);
    assert_eq!(
        (&at(6.0)["at_risk"], &at(6.0)["events"]),
        (&21.into(), &3.into())
    );
    near(&at(23.0)["std_err"], 0.134591, 1e-6);
    near(&at(23.0)["lower"], 0.1881, 5e-5);
    near(&at(23.0)["upper"], 0.6801, 5e-5);
    assert_eq!(found["median"]["value"], 23.0);
    assert_eq!(found["median"]["upper"], Value::Null);
}

#[test]
fn late_entry_is_an_optional_column() {
    let folder = Folder::new();
    let rows = "event,ENTRY,time\n1,1.9,2\n1,,10\n1,0,5\n1,0,4\ntrue,0,3\n";
    folder.file("late.csv", rows);
    let found = stat(&folder, "km late.csv");
    let steps = found["steps"].as_array().unwrap();
    for (step, survival) in steps.iter().zip([0.8, 0.6, 0.4, 0.2, 0.0]) {
        near(&step["survival"], survival, 1e-12);
    }
}

#[test]
fn cdnow_has_its_published_fits() {
    let Some(path) = shared("open/cdnow/cdnow_customers_summary.csv") else {
        return;
    };
    let folder = Folder::new();
    folder.file("cdnow.csv", std::fs::read(path).unwrap());
    let bg = stat(&folder, "bg-nbd cdnow.csv");
    near(&bg["parameters"]["r"], 0.242593, 1e-6);
    near(&bg["parameters"]["alpha"], 4.413532, 5e-6);
    near(&bg["log_likelihood"], -9582.42556, 1e-5);
    assert_eq!(
        (&bg["converged"], &bg["identified"]),
        (&true.into(), &true.into())
    );
    let mbg = stat(&folder, "mbg-nbd cdnow.csv");
    near(&mbg["parameters"]["r"], 0.5248, 1e-4);
    let pareto = stat(&folder, "pareto-nbd cdnow.csv");
    near(&pareto["parameters"]["beta"], 11.67, 0.02);
    near(&pareto["log_likelihood"], -9594.976, 5e-3);
}

#[test]
fn weights_stand_for_customers() {
    let folder = Folder::new();
    let rows = [
        "0,0,30", "1,2,30", "1,20,28", "4,27,30", "9,29,30", "2,3,35", "0,0,33",
    ];
    let plain: String = rows
        .iter()
        .flat_map(|row| [*row, "\n", *row, "\n"])
        .collect();
    let heavy: String = rows.iter().flat_map(|row| [*row, ",2\n"]).collect();
    folder.file("plain.csv", format!("frequency,recency,T\n{plain}"));
    folder.file("heavy.csv", format!("frequency,recency,T,weight\n{heavy}"));
    assert_eq!(
        folder.line("stat bg-nbd plain.csv --json").out,
        folder.line("stat bg-nbd heavy.csv --json").out
    );
}

#[test]
fn spending_is_fitted_to_those_who_came_back() {
    let Some(path) = shared("open/cdnow/cdnow_customers_summary_with_transactions.csv") else {
        return;
    };
    let folder = Folder::new();
    let text = std::fs::read_to_string(path).unwrap();
    folder.file(
        "spend.csv",
        text.replacen(
            "ID,x,t_x,T,zbar",
            "ID,frequency,recency,T,monetary_value",
            1,
        ),
    );
    let found = stat(&folder, "gamma-gamma spend.csv");
    near(&found["parameters"]["p"], 6.248802, 1e-5);
    near(&found["parameters"]["v"], 15.447749, 1e-4);
    near(&found["log_likelihood"], -4055.92324, 1e-5);
    assert_eq!(found["n"], 946.0);
}

#[test]
fn renewals_have_the_guides_parameters() {
    let folder = Folder::new();
    folder.file(
        "renewals.csv",
        "period,survivors\n1,631\n0,1000\n2,468\n3,382\n4,326\n",
    );
    let found = stat(&folder, "sbg renewals.csv");
    near(&found["parameters"]["alpha"], 0.763665, 1e-6);
    near(&found["parameters"]["beta"], 1.295830, 1e-6);
    near(&found["log_likelihood"], -1401.5594, 5e-5);
}

#[test]
fn shares_and_scores_have_their_published_intervals() {
    let folder = Folder::new();
    let share = stat(&folder, "proportion 8 10");
    near(&share["value"], 0.8, 1e-12);
    near(&share["interval"][0], 0.490162, 5e-7);
    near(&share["interval"][1], 0.943318, 5e-7);
    assert_eq!(
        (&share["n"], &share["method"]),
        (&10.into(), &"wilson".into())
    );
    let score = stat(&folder, "nps 50 30 20");
    near(&score["value"], 30.0, 1e-9);
    near(&score["interval"][0], 14.69, 5e-3);
    let few = stat(&folder, "nps 5 3 2");
    assert_eq!(few["method"], "adjusted_wald");
    near(&few["interval"][1], 65.20, 5e-3);
    let everybody = stat(&folder, "nps 5 3 2 --population 10");
    assert_eq!(everybody["interval"][0], everybody["interval"][1]);
}

#[test]
fn concentration_and_bridge_are_those_of_the_worked_example() {
    let folder = Folder::new();
    folder.file(
        "w1.csv",
        "customer,period,amount\nC1,P0,500\nC2,P0,200\nC3,P0,150\nC4,P0,100\nC5,P0,50\n\
         C1,P1,450\nC2,P1,260\nC3,P1,100.10\nC3,P1,49.90\nC6,P1,120\n",
    );
    let found = stat(&folder, "bridge w1.csv");
    let step = &found["steps"][0];
    for (part, amount) in [
        ("begin", 1000.0),
        ("new", 120.0),
        ("reactivated", 0.0),
        ("expansion", 60.0),
        ("contraction", 50.0),
        ("churn", 150.0),
        ("end", 980.0),
        ("nrr", 0.86),
        ("nrr_with_reactivation", 0.86),
        ("grr", 0.8),
        ("logo_churn", 0.4),
    ] {
        assert_eq!(step[part], amount, "{part}");
    }
    folder.file(
        "end.csv",
        "customer,amount\nC1,450\nC2,260\nC3,150\nC6,100\nC6,20\n",
    );
    let end = stat(&folder, "concentration end.csv");
    near(&end["top1"], 0.459184, 5e-7);
    near(&end["hhi"], 0.319658, 5e-7);
    near(&end["gini"], 0.280612, 5e-7);
    near(&end["effective_customers"], 1.0 / 0.319658, 1e-4);
}

#[test]
fn a_customer_who_returns_is_reactivated_in_the_step_of_its_return() {
    let folder = Folder::new();
    let rows =
        "customer,period,amount\n甲,2022,100\n乙,2022,50\n乙,2023,50\n甲,2024,80\n乙,2024,50\n";
    folder.file("years.csv", rows);
    let found = stat(&folder, "bridge years.csv");
    let steps = found["steps"].as_array().unwrap();
    assert_eq!(
        (&steps[0]["churn"], &steps[0]["grr"]),
        (&100.0.into(), &(50.0 / 150.0).into())
    );
    assert_eq!(
        (&steps[1]["reactivated"], &steps[1]["new"]),
        (&80.0.into(), &0.0.into())
    );
    assert_eq!(steps[1]["nrr_with_reactivation"], 2.6);
}

fn refused(said: &Said, code: &str, words: &[&str]) {
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
    assert!(said.err.contains(&format!("[{code}]")), "{said:?}");
    assert!(said.err.contains('→'), "{said:?}");
    for word in words {
        assert!(said.err.contains(word), "{word}: {said:?}");
    }
}

#[test]
fn a_bad_cell_is_named_by_line_and_column() {
    let folder = Folder::new();
    for (name, text, figure, code, words) in [
        (
            "a.csv",
            "time,event\n5,1\nsoon,0\n",
            "km",
            "stat.bad_number",
            &["3", "time", "soon"][..],
        ),
        (
            "b.csv",
            "time,event\n5,1\n6,2\n",
            "km",
            "stat.bad_flag",
            &["3", "event", "2"],
        ),
        (
            "c.csv",
            "time,event\n5,1\n-6,1\n",
            "km",
            "stat.negative",
            &["3", "time"],
        ),
        ("d.csv", "time\n5\n", "km", "stat.no_column", &["event"]),
        ("e.csv", "time,event\n", "km", "stat.no_rows", &["e.csv"]),
        (
            "f.csv",
            "frequency,recency,T\n0,0,9\n2,9,8\n",
            "bg-nbd",
            "stat.recency_beyond_age",
            &["3"],
        ),
        (
            "g.csv",
            "frequency,recency,T\n0,0,9\n2,0,8\n",
            "pareto-nbd",
            "stat.recency_against_frequency",
            &["3"],
        ),
        (
            "h.csv",
            "frequency,recency,T\n1.5,1,9\n",
            "mbg-nbd",
            "stat.bad_count",
            &["2", "frequency", "1.5"],
        ),
        (
            "i.csv",
            "frequency,recency,T\n0,0,9\n0,0,8\n",
            "bg-nbd",
            "stat.no_variation",
            &[],
        ),
        (
            "j.csv",
            "period,survivors\n0,10\n2,8\n",
            "sbg",
            "stat.gap",
            &["3"],
        ),
        (
            "k.csv",
            "period,survivors\n2,9\n0,10\n1,8\n",
            "sbg",
            "stat.increase",
            &["2"],
        ),
        (
            "l.csv",
            "customer,amount\n甲,5\n,6\n",
            "concentration",
            "stat.blank_cell",
            &["3", "customer"],
        ),
        (
            "m.csv",
            "customer,period,amount\n甲,1,5\n甲,2,1e3\n",
            "bridge",
            "stat.bad_amount",
            &["3", "amount", "1e3"],
        ),
        (
            "n.csv",
            "customer,period,amount\n甲,1,5\n",
            "bridge",
            "stat.one_period",
            &[],
        ),
    ] {
        folder.file(name, text);
        let said = folder.line(&format!("--lang en stat {figure} {name} --json"));
        refused(&said, code, words);
    }
    refused(
        &folder.line("stat proportion 11 10"),
        "stat.bad_share",
        &["11", "10"],
    );
    refused(
        &folder.line("stat nps 5 3 2 --population 9"),
        "stat.bad_answers",
        &["10"],
    );
}

#[test]
fn wrong_use_of_a_figure_is_exit_code_two() {
    let folder = Folder::new();
    for line in [
        "stat",
        "stat km",
        "stat proportion 8",
        "stat proportion -1 3",
        "stat nps 1 2 x",
        "stat unknown a.csv",
    ] {
        let said = folder.line(line);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{line}: {said:?}");
    }
}

#[test]
fn parameters_that_the_data_do_not_pin_down_are_said_to_be_loose() {
    let folder = Folder::new();
    folder.file(
        "halves.csv",
        "period,survivors\n0,1000\n1,500\n2,250\n3,125\n",
    );
    let said = folder.line("--lang en stat sbg halves.csv --json");
    assert_eq!(said.json()["identified"], false);
    assert!(said.err.contains("not"), "{said:?}");
}

#[test]
fn without_json_the_figures_are_lines_in_the_documents_order() {
    let folder = Folder::new();
    let said = folder.line("stat proportion 8 10");
    let names: Vec<&str> = said
        .out
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert_eq!(names, ["value", "n", "interval", "method", "level"]);
    folder.file("remission.csv", SIX_MP);
    let table = folder.line("stat km remission.csv").out;
    assert!(
        table.starts_with("time\tat_risk\tevents\tsurvival\t"),
        "{table}"
    );
}
