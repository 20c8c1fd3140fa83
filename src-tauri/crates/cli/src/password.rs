//! Passwords of encrypted workbooks. Never on the command line, where every process can read it.

use std::io::{BufRead, IsTerminal};

use app::wire::WireError;

use crate::output::Terminal;

/// How a password is given.
#[derive(clap::Args)]
pub struct Password {
    /// Read the password of encrypted workbooks from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
}

impl Password {
    /// The password, if one is given; it is kept nowhere.
    pub fn read(&self, terminal: &Terminal) -> Result<Option<String>, WireError> {
        if !self.password_stdin {
            return Ok(None);
        }
        let mut stdin = std::io::stdin().lock();
        if stdin.is_terminal() {
            terminal.say("cli.password", &[]);
        }
        let mut line = String::new();
        stdin
            .read_line(&mut line)
            .map_err(|error| WireError::new("app.internal").with("detail", error.to_string()))?;
        let password = line.trim_end_matches(['\r', '\n']);
        Ok((!password.is_empty()).then(|| password.to_owned()))
    }
}
