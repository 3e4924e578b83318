//! What the README shows is what there is.

#[test]
fn the_contract_in_the_readme_is_the_contract() {
    let readme = include_str!("../../README.md");
    let api = include_str!("../../example-user-service/src/api.rs");
    assert!(
        readme.contains(api),
        "README.md does not show example-user-service/src/api.rs as it is"
    );
}
