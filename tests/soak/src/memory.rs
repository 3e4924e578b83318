//! What the system says of this process's memory: of all of it, that which C allocates too.

/// A line of `/proc/self/status`, in bytes: `VmRSS` is what the process has now, `VmHWM` the most that it had. 0 where the
/// system does not say.
pub(crate) fn memory(line: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let number = status
        .lines()
        .find_map(|said| said.strip_prefix(line)?.strip_prefix(':'));
    let kibibytes = number.and_then(|number| number.split_whitespace().next()?.parse::<usize>().ok());
    kibibytes.unwrap_or(0) << 10
}
