import KithFoundation
import KithOutput

/// The README of a folder of features: what is in it, of which moment, and how it is loaded.
struct FeedGuide {
  var writer: FeedWriter
  var files: [FeedWriter.File]
  /// The files it was made from, as given.
  var inputs: [String]
  /// As typed; nil where nothing was cut off.
  var until: String?
  /// The last action; nil without times.
  var moment: Timestamp?
  var lately: String
  var ties: TiesArguments.Kind
  /// What is read beside the tables: how candidates came to be, what was left out.
  var notes: [String]

  var text: String {
    """
    # Features from friends, for a recommender

    Written by `kith features` \(KithCommand.version); `run.json` tells how to repeat it. Same input, options and \
    seed: same bytes.

    | file | rows |
    |---|---:|
    \(files.map { "| \(Self.code($0.name).replacing("|", with: "\\|")) | \(grouped($0.rows)) |" }.joined(separator: "\n"))

    `dictionary.csv` says of every column what it means, its type, unit and range, and what an empty cell means.

    ## What it is made from

    \(inputs.map { "- \($0 == "-" ? "standard input" : MarkdownText.escaped($0))" }.joined(separator: "\n"))

    \(notes.joined(separator: "\n\n"))

    ## Of which moment

    \(time)

    ## How to load it

    \(loading) \(ids)

    """
  }

  private var time: String {
    guard let moment else {
      return """
        No action has a time: nothing can be called recent, and nothing was cut. A model that is tested on actions \
        that these features have seen looks better than it is.
        """
    }
    let cut =
      until.map { "Nothing after \(Self.code("--until \($0)")) was read." }
      ?? "Nothing was cut off: every action given is in the features."
    return """
      \(cut) The last action is of \(moment.iso8601); days are counted back from it, and "lately" is the \(lately) \
      before it. To train a model, cut with `--until` and take what people did after that as what is to be foretold: \
      features that have seen it would give it away.
      """
  }

  private var loading: String {
    switch writer.layout {
    case .csv: "Every file is UTF-8 with a header, commas and double quotes where needed; empty cells are missing."
    case .recbole:
      """
      RecBole looks for `NAME.inter` in a folder called NAME below its `data_path`: keep this folder's name, \
      \(Self.code(writer.folder)). The `.net` goes to RecBole-GNN's social models, with `load_col` \
      `net: [source_id, target_id]`; `.candidates` is loaded with `additional_feat_suffix: [candidates]`. RecBole \
      itself fills empty cells, numbers with the mean: `dictionary.csv` says what they meant.
      """
    case .librec:
      """
      `dfs.data.dir` and `data.input.path` lead to `ratings.txt`, with `data.column.format=UIR`; \
      `data.appender.class=social` and `data.appender.path` take `trust.txt`. LibRec leaves out ties of people who \
      took nothing, and has no place for features: `--layout csv` writes them.
      """
    }
  }

  /// Text of others inside back ticks, which know no escapes.
  private static func code(_ text: String) -> String { "`\(VisibleText.of(text).replacing("`", with: "'"))`" }

  private var ids: String {
    writer.numbersIDs
      ? "People and items are numbers from 0: `user_ids.csv` and `item_ids.csv` say whose they are."
      : "Ids are those of the input, compared by their bytes."
  }

  var weights: String {
    "Weights of ties are by \(ties.rawValue) (`--ties`); friends are those whom a person has such a tie to."
  }
}
