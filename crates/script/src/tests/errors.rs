//! What is refused, with which words; and what is only unfinished.

use super::{assert_snapshot, complaints};
use crate::parse;

#[test]
fn mistakes() {
    let cases = [
        "$a == 5",
        "if ($a != 5) { 1 }",
        "if ($a -equals 5) { 1 }",
        "if ($a > 5) { 1 }",
        "if ($a >= 5) { 1 }",
        "if ($a < 5) { 1 }",
        "$x = = 5",
        "5 = $x",
        "$true = 1",
        "$a, 5 = 1",
        "$a, $b += 1",
        "\"$name: hello\"",
        "$x.Add(1",
        "$x.Add(1 2)",
        "Get-Group )",
        "}",
        "foreach ($x of $y) { 1 }",
        "foreach $x in $y { 1 }",
        "if $x { 1 }",
        "if ($x) 1",
        "else { 1 }",
        "@{ a 1 }",
        "@{ a = 1, b = 2 }",
        "Get-Group | $x",
        "$x = @params",
        "Get-Group $x foo |",
        "[string",
        "[foo!]1",
        "1 2",
        "$x 5",
        "function { 1 }",
        "function f($a) { param($b) 1 }",
        "Get-Group; param($x)",
        "$x = 1 +\n",
        "Get-Group a, , b",
        "do { 1 }\n$x",
        "switch -File ($x) { 1 { 2 } }",
        "\"`u{zz}\"",
        "(1 + ) * 2\n$b == 3",
        "@'x'@",
        "$x = ()",
        "$x + 12abc",
        "try { 1 } catch { 2 } catch [Foo] { 3 }",
        "switch (1) { default { 1 } default { 2 } }",
        "Get-Group -Name: | Out-Null",
        "$x = 'a\nGet-Group 'b'",
        "if ($a) { 1 } }",
        "function f { Get-Group )\n  $x == 1\n}\n$y = 2 2",
    ];
    assert_snapshot("mistakes", complaints(&cases));
}

#[test]
fn refusals() {
    let cases = [
        "class Foo { [string]$Name }\n$x == 1",
        "enum Color\n{\n  Red\n}",
        "workflow Foo { Get-Group }",
        "using namespace System.Collections",
        "trap { 1 }",
        "Add-Type -AssemblyName System.Web",
        "Start-Job { Get-Group }",
        "Get-Group &",
        "cmd --% /c dir",
        "[ValidateSet('a')]$x = 1",
        "break outer",
        "function f { break }",
        "1..3 | ForEach-Object { continue }",
        ":outer foreach ($i in 1) { 1 | ForEach-Object { continue outer } }",
        "try { 1 } finally { return }",
        "[Foo]::Count += 1",
        "Get-Group < in.txt",
    ];
    assert_snapshot("refusals", complaints(&cases));
}

#[test]
fn unfinished() {
    let texts = [
        "Get-Group |",
        "Get-Group | ",
        "if ($a) {",
        "if ($a) { Get-Group",
        "if (",
        "if ($a",
        "$x = ",
        "$x = @{ a = 1",
        "$x = @(",
        "$x.Add(",
        "$x[",
        "'open",
        "\"open $x",
        "\"open $(Get-Group",
        "@'\ntext",
        "@\"\ntext\n",
        "Get-Group `",
        "Get-Group `\n",
        "1 +",
        "$a -and",
        "1,",
        "Get-Group a,",
        "function f {",
        "function",
        "try { 1 }",
        "do { 1 }",
        "foreach ($x in",
        "{",
        "[string",
        "<# comment",
        "${x",
        "Get-A &&",
        "[CmdletBinding()]\nparam(",
        "switch ($x) {",
    ];
    for text in texts {
        assert!(parse(text).incomplete, "{text:?}: {:?}", parse(text).errors);
    }
    let finished = [
        "",
        "Get-Group",
        "$x = 1;",
        "if ($a) { 1 }",
        "'a'",
        "# comment",
        "$a == ",
        "$x = = (",
        "} (",
        "break {",
    ];
    for text in finished {
        assert!(
            !parse(text).incomplete,
            "{text:?}: {:?}",
            parse(text).errors
        );
    }
}
