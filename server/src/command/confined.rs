//! The rights of a process that works on what a stranger sent: nearly none.

/// Gives up for good what such work does not need, before a byte of the input is read: with no further descriptors there are no
/// files, no connections and no pipes to other processes.
#[cfg(unix)]
pub(super) fn confine() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Should the machine run out of memory, let it be this process that has to go. Not every system knows this file.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    for (resource, most) in [
        (Resource::Nofile, 0),
        (Resource::Core, 0),
        // Seconds of work; the server gives it twice as long by the clock, should the machine be busy.
        (Resource::Cpu, 5),
        // Bytes of addresses. A page scanned at 600 dpi needs a fifth of it.
        (Resource::As, 1024 * 1024 * 1024),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn confine() -> std::io::Result<()> {
    Ok(())
}
