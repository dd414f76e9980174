//! The state of the machine, which belongs beside every figure.

use crate::samples::Samples;
use anyhow::Context as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Linux tells processor time to programs in hundredths of a second, whatever its own clock.
const TICK: Duration = Duration::from_millis(10);
/// A page of a database.
const BLOCK: [u8; 4096] = [7; 4096];
const FSYNCS: usize = 300;

/// How long it takes until an appended block is on the disk of this folder.
pub(crate) fn fsync(folder: &Path) -> anyhow::Result<Samples> {
    let path = folder.join("fsync");
    let mut file = File::create(&path)?;
    let mut times = Vec::with_capacity(FSYNCS);
    for _ in 0..FSYNCS {
        file.write_all(&BLOCK)?;
        let begun = Instant::now();
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    drop(file);
    std::fs::remove_file(path)?;
    Ok(times.into_iter().collect())
}

/// Programs that ran or wanted to in the last minute, on average.
pub(crate) fn load_average() -> anyhow::Result<f64> {
    let text = std::fs::read_to_string("/proc/loadavg")?;
    Ok(text.split(' ').next().context("an empty load average")?.parse()?)
}

/// Processor time of a process, out of its `/proc/…/stat`.
pub(crate) fn processor_time(stat: &Path) -> anyhow::Result<Duration> {
    let text = std::fs::read_to_string(stat)?;
    ticks(&text).map(|ticks| TICK * ticks).context("a stat file without times")
}

/// User and system time. The program's name stands in parentheses and may hold anything, so fields are counted after it.
fn ticks(stat: &str) -> Option<u32> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11).map(str::parse::<u32>);
    Some(times.next()?.ok()? + times.next()?.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_found_behind_any_name() {
        let stat = "7 (a) b) S 1 7 7 0 -1 4194304 100 0 0 0 150 25 0 0 20 0 1 0 5 1 1";
        assert_eq!(ticks(stat), Some(175));
        assert_eq!(ticks("7 (a) S 1"), None);
    }
}
