//! Test runs whose results are counted, so that the last line says how many there were.

use std::io::{BufRead, BufReader, Write};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use crate::shell::say;

/// Tests of one or several runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

impl Count {
    /// The closing line: alone, in plain words, for people and machines.
    pub fn line(&self) -> String {
        format!(
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.ignored
        )
    }

    /// What a line of cargo's test runner adds.
    fn of(line: &str) -> Self {
        let Some(results) = line.strip_prefix("test result: ") else {
            return Self::default();
        };
        let number = |what: &str| -> u64 {
            let mut words = results.split([' ', ';']).collect::<Vec<_>>();
            words.retain(|word| !word.is_empty());
            let at = words.iter().position(|word| *word == what);
            at.and_then(|at| words.get(at.checked_sub(1)?)?.parse().ok())
                .unwrap_or(0)
        };
        Self {
            passed: number("passed"),
            failed: number("failed"),
            ignored: number("ignored"),
        }
    }
}

/// Runs tests with their output shown and counted.
pub fn tests(mut command: Command, shown: &str) -> Result<Count, String> {
    say(&format!("\n$ {shown}"));
    let failed = |error: std::io::Error| format!("`{shown}` could not be run: {error}");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut count = Count::default();
    if let Some(out) = child.stdout.take() {
        let mut screen = std::io::stdout().lock();
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            let _ = writeln!(screen, "{line}");
            count += Count::of(&line);
        }
    }
    let status = child.wait().map_err(failed)?;
    if status.success() {
        Ok(count)
    } else {
        Err(format!("`{shown}` ended with {status}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_the_runner_are_added_up() {
        let mut count = Count::default();
        for line in [
            "running 3 tests",
            "test a ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out",
        ] {
            count += Count::of(line);
        }
        assert_eq!(
            count,
            Count {
                passed: 4,
                failed: 2,
                ignored: 1
            }
        );
        assert_eq!(count.line(), "4 passed, 2 failed, 1 skipped");
    }
}
