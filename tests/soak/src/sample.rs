//! What the server says of itself at one moment.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sample {
    /// Bytes that are allocated.
    pub(crate) live: usize,
    /// The most that were since the sample before.
    pub(crate) peak: usize,
    /// Bytes that the system has given to the process.
    pub(crate) resident: usize,
    /// Tasks of its runtime.
    pub(crate) tasks: usize,
    /// Calls that have begun, and ended.
    pub(crate) begun: u64,
    pub(crate) ended: u64,
}

impl Sample {
    /// As one line.
    pub(crate) fn line(&self) -> String {
        let Self {
            live,
            peak,
            resident,
            tasks,
            begun,
            ended,
        } = self;
        format!("{live} {peak} {resident} {tasks} {begun} {ended}")
    }

    pub(crate) fn read(line: &str) -> Option<Self> {
        let numbers: Option<Vec<u64>> = line.split_whitespace().map(|word| word.parse().ok()).collect();
        let &[live, peak, resident, tasks, begun, ended] = numbers?.as_slice() else {
            return None;
        };
        Some(Self {
            live: live as usize,
            peak: peak as usize,
            resident: resident as usize,
            tasks: tasks as usize,
            begun,
            ended,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let sample = Sample {
            live: 1,
            peak: 2,
            resident: 3,
            tasks: 4,
            begun: 5,
            ended: 6,
        };
        assert_eq!(Sample::read(&sample.line()), Some(sample));
        assert_eq!(Sample::read("1 2 3"), None);
    }
}
