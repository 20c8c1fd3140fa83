//! Running other programs, from the top of the project.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Done, or why not.
pub type Outcome = Result<(), String>;

/// A line for the person at the terminal.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// A line of the result.
pub fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Top of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_path_buf()
}

/// A command at the top of the project. On Windows npm is a script that only `cmd` finds.
pub fn command(program: &str, args: &[&str]) -> Command {
    let mut command = if cfg!(windows) && matches!(program, "npm" | "npx") {
        let mut cmd = Command::new("cmd");
        cmd.args(["/C", program]);
        cmd
    } else {
        Command::new(program)
    };
    command.args(args).current_dir(root());
    command
}

/// Runs it with its output shown.
pub fn run(program: &str, args: &[&str]) -> Outcome {
    finish(command(program, args), program, args)
}

/// Runs it in a folder below the top, with its output shown.
pub fn run_in(folder: &str, program: &str, args: &[&str]) -> Outcome {
    let mut command = command(program, args);
    command.current_dir(root().join(folder));
    finish(command, program, args)
}

/// Runs a prepared command.
pub fn finish(mut command: Command, program: &str, args: &[&str]) -> Outcome {
    let shown = format!("{program} {}", args.join(" "));
    let begun = Instant::now();
    say(&format!("\n$ {shown}"));
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => {
            say(&format!("  {:.0} s", begun.elapsed().as_secs_f64()));
            Ok(())
        }
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` could not be started: {error}")),
    }
}

/// What it prints, if it runs and succeeds.
pub fn output(program: &str, args: &[&str]) -> Option<String> {
    let output = command(program, args).stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
