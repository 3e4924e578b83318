//! A table of changes, read and applied.

use std::collections::BTreeMap;

/// The files of one side, by path.
pub(crate) type Files = BTreeMap<String, String>;

/// One change: what it is, and the files before and after it.
#[allow(dead_code, reason = "not every user of the table reads both sides")]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) old: Files,
    pub(crate) new: Files,
}

/// The changes in a table, to the files in `base`.
pub(crate) fn read(table: &str, base: &Files) -> Vec<Case> {
    let blocks = table.split("\n\n").map(str::trim);
    blocks
        .filter(|block| !block.starts_with('#') && !block.is_empty())
        .map(|block| {
            let (name, steps) = block.split_once('\n').expect("a name and what changes");
            Case {
                name: name.to_owned(),
                new: changed(name, steps, base),
                old: base.clone(),
            }
        })
        .collect()
}

fn changed(name: &str, steps: &str, base: &Files) -> Files {
    let mut files = base.clone();
    let mut lines = steps.lines().peekable();
    let mut target = None;
    while let Some(line) = lines.peek() {
        if let Some(paths) = line.strip_prefix("mv ") {
            let (from, to) = paths.split_once(' ').expect("two paths");
            let text = files.remove(from).unwrap_or_else(|| panic!("{name}: no {from}"));
            files.insert(to.to_owned(), text);
            lines.next();
            continue;
        }
        if let Some(path) = line.strip_prefix("> ") {
            target = Some(path.to_owned());
            lines.next();
            continue;
        }
        if *line == "." {
            lines.next();
            continue;
        }
        let mut run = |mark: char| {
            let mut run = Vec::new();
            while let Some(line) = lines.next_if(|line| line.starts_with(mark)) {
                run.push(line[1..].trim().to_owned());
            }
            run
        };
        let (gone, come) = (run('-'), run('+'));
        assert!(
            !gone.is_empty() || !come.is_empty(),
            "{name}: what is {:?}?",
            lines.peek()
        );
        match &target {
            Some(path) => {
                assert!(gone.is_empty(), "{name}: {path} is new");
                files.insert(path.clone(), come.join("\n"));
            }
            None => replace(name, &mut files, &gone, &come),
        }
    }
    assert!(files != *base, "{name}: nothing changes");
    files
}

/// Replaces the one place in all files that has these lines.
fn replace(name: &str, files: &mut Files, gone: &[String], come: &[String]) {
    let mut places = Vec::new();
    for (path, text) in files.iter() {
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        let found = (0..lines.len()).filter(|at| lines[*at..].iter().take(gone.len()).eq(gone.iter()));
        places.extend(found.map(|at| (path.clone(), at)));
    }
    let [(path, at)] = places.as_slice() else {
        panic!("{name}: {gone:#?} stands {} times", places.len());
    };
    let text = files.get_mut(path).expect("a file that was found");
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    lines.splice(*at..*at + gone.len(), come.iter().cloned());
    *text = lines.join("\n") + "\n";
}
