//! Programs that end with the journey, whatever happens in it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::Outcome;

/// How long a program may take to start.
const START: Duration = Duration::from_secs(90);

/// A running program with all the programs it started.
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts it in a group of its own; its messages go to the log.
    pub fn start(command: &mut Command, log: &Path) -> Outcome<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::null()).stderr(File::create(log)?);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command
            .spawn()
            .map_err(|error| format!("{name}: {error}"))?;
        Ok(Self { child })
    }

    /// The first line it prints; its standard output must be piped.
    pub fn first_line(&mut self) -> Outcome<String> {
        let out = self
            .child
            .stdout
            .take()
            .ok_or("standard output is not piped")?;
        let (send, receive) = mpsc::channel();
        std::thread::spawn(move || {
            let mut lines = BufReader::new(out).lines();
            let _ = send.send(lines.next());
            // Read on, so that the program never waits for a reader.
            lines.for_each(drop);
        });
        match receive.recv_timeout(START) {
            Ok(Some(line)) => Ok(line?),
            _ => Err("the program said nothing; see its log".into()),
        }
    }

    /// Waits until it listens on a port of this machine.
    pub fn until_listening(&mut self, port: u16) -> Outcome {
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the program ended at once with {status}; see its log").into());
            }
            if begun.elapsed() > START {
                return Err(format!("nothing listens on port {port}").into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        #[cfg(unix)]
        {
            use rustix::process::{Pid, Signal, kill_process_group};
            let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}
