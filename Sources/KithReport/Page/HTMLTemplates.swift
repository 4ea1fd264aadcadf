/// The page's templates. Everything in double braces is escaped; triple braces take `SafeMarkup` and the
/// style sheet only.
enum HTMLTemplates {
  static let all: [(String, String)] = [
    ("page", page), ("block", block), ("spans", spans), ("sentences", sentences), ("table", table), ("card", card),
    ("span", span),
  ]

  private static let page = """
    {{% CONTENT_TYPE:KITH}}<!DOCTYPE html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="Kith">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <header>
    <p class="kicker">{{kicker}}</p>
    <h1>{{#heading}}{{> span}}{{/heading}}</h1>
    <nav>{{#sections}}<a href="#{{id}}">{{sectionTitle}}</a>{{/sections}}</nav>
    </header>
    <main>
    {{#sections}}
    <section id="{{id}}">
    <h2>{{sectionTitle}}</h2>
    {{#blocks}}{{> block}}
    {{/blocks}}
    </section>
    {{/sections}}
    </main>
    <footer>
    {{#footer}}{{> block}}
    {{/footer}}
    </footer>
    </body>
    </html>

    """

  private static let block = """
    {{#lead}}<p class="lead">{{> sentences}}</p>{{/lead}}\
    {{#paragraph}}<p>{{> sentences}}</p>{{/paragraph}}\
    {{#note}}<p class="note">{{> sentences}}</p>{{/note}}\
    {{#list}}<ul>{{#items}}<li>{{> spans}}</li>{{/items}}</ul>{{/list}}\
    {{#tiles}}<dl class="tiles">{{#items}}<div><dt>{{label}}</dt><dd>{{> spans}}</dd></div>{{/items}}</dl>{{/tiles}}\
    {{#table}}{{> table}}{{/table}}\
    {{#figure}}<figure class="{{#wide}}wide-figure{{/wide}}{{^wide}}side-figure{{/wide}}{{#sheet}} sheet{{/sheet}}"><div class="drawing">{{{svg}}}</div>\
    <figcaption>{{> sentences}}</figcaption>{{#data}}{{> table}}{{/data}}\
    {{#folded}}<details><summary>{{summary}}</summary>{{#data}}{{> table}}{{/data}}</details>{{/folded}}</figure>{{/figure}}\
    {{#cards}}<div class="cards">{{#items}}{{> card}}{{/items}}</div>{{/cards}}\
    {{#command}}<pre><code>{{> spans}}</code></pre>{{/command}}\
    {{#subheading}}<h3>{{text}}</h3>{{/subheading}}
    """

  private static let spans = "{{#spans}}{{> span}}{{/spans}}"

  private static let sentences = "{{#sentences}}{{> spans}} {{/sentences}}"

  private static let table = """
    <div class="scroll{{#short}} short{{/short}}"><table><thead><tr>{{#columns}}<th scope="col"{{#numeric}} class="n"{{/numeric}}>{{title}}</th>\
    {{/columns}}</tr></thead><tbody>{{#rows}}<tr>{{#cells}}<td{{#numeric}} class="n"{{/numeric}}>\
    {{#bar}}<span class="bar" style="width:{{width}}%"></span>{{/bar}}<span class="cell">{{> spans}}</span></td>{{/cells}}</tr>{{/rows}}\
    </tbody></table></div>
    """

  private static let card = """
    <article class="card"{{#color}} style="--mark:{{value}}"{{/color}}><h3>{{#badge}}<span class="badge">{{> spans}}</span>{{/badge}}\
    {{> spans}}</h3><ul class="facts">{{#sentences}}<li>{{> spans}}</li>{{/sentences}}</ul>\
    {{#words}}<p class="words"><span class="small">{{title}}</span> {{#items}}<span class="word">{{> spans}}</span> {{/items}}</p>{{/words}}\
    {{#quotes}}<p class="small">{{title}}</p>{{#items}}<blockquote><p>{{> spans}}</p>{{#by}}<cite>{{> spans}}</cite>{{/by}}\
    </blockquote>{{/items}}{{/quotes}}</article>
    """

  /// One part of a sentence; the data's own text is isolated from the direction of what surrounds it.
  private static let span = """
    {{#isolated}}<bdi{{#name}} class="id"{{/name}}>{{text}}</bdi>{{/isolated}}{{^isolated}}{{text}}{{/isolated}}
    """
}
