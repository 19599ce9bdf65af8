package io.tidemark.definition.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.definition.UserException;
import io.tidemark.definition.draft.ConfigNode.Entries;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Items;
import io.tidemark.definition.draft.ConfigNode.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a YAML file into a tree of {@link ConfigNode}s. Only SnakeYAML's node tree is used, so no
 * Java type is ever instantiated.
 *
 * <p>Size, depth and number of nodes are bounded: a few hundred bytes of aliases of aliases can
 * stand for billions of values.
 */
public final class YamlConfigReader {

  private static final String EXAMPLE = "key: value";
  private static final int LARGEST = 3 << 20;
  private static final int DEEPEST = 50;
  private static final int MOST_NODES = 100_000;

  private final String file;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private int nodes;

  private YamlConfigReader(String file) {
    this.file = file;
  }

  /**
   * @throws UserException if the file cannot be read or is no YAML
   */
  public static ConfigNode read(Path file) {
    return new YamlConfigReader(file.toString()).parse(content(file));
  }

  private static String content(Path file) {
    String where = file.toString();
    try {
      return text(file);
    } catch (CharacterCodingException e) {
      throw new UserException(
          where, "the file is not UTF-8", "files are UTF-8 text", "iconv -t UTF-8 " + where);
    } catch (IOException e) {
      String what = Files.exists(file) ? "the file cannot be read" : "there is no such file";
      throw new UserException(where, what, "the path names a readable YAML file", "shop.yaml");
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new UserException(
            file.toString(),
            "the file has more than " + LARGEST + " bytes",
            "a file that people write is smaller",
            "shop.yaml");
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  /** Options without SnakeYAML's bound for aliases: {@link #draft} counts what they stand for. */
  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setCodePointLimit(LARGEST);
    options.setNestingDepthLimit(2 * DEEPEST); // ours names the line
    return options;
  }

  private ConfigNode parse(String content) {
    try {
      Node root = new Yaml(new SafeConstructor(options())).compose(new StringReader(content));
      if (root == null) {
        throw new UserException(
            file + ":1:1", "the file is empty", "the file is a YAML mapping", EXAMPLE);
      }
      return draft(root);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      throw syntax(mark == null ? file : place(mark).text(), e.getProblem());
    } catch (YAMLException e) {
      throw syntax(file, e.getMessage().lines().findFirst().orElse("unreadable"));
    }
  }

  private static UserException syntax(String where, String what) {
    return new UserException(
        where,
        "not YAML: " + what.replaceAll("\\s+", " ").strip(),
        "the file is YAML: two blanks a level, no tabs, quotes around values with : # { or ,",
        "where: \"kind = 'view'\"");
  }

  private ConfigNode draft(Node node) {
    if (++nodes > MOST_NODES) {
      throw syntax(
          place(node.getStartMark()).text(),
          "with what its aliases stand for, it has more than " + MOST_NODES + " values");
    }
    if (!open.add(node)) {
      throw syntax(place(node.getStartMark()).text(), "an alias that contains itself");
    }
    if (open.size() > DEEPEST) {
      throw syntax(place(node.getStartMark()).text(), "it is deeper than " + DEEPEST + " levels");
    }
    if (!isPlain(node.getTag())) {
      throw syntax(place(node.getStartMark()).text(), "tags are not used: " + node.getTag());
    }
    ConfigNode draft = convert(node);
    open.remove(node);
    return draft;
  }

  private ConfigNode convert(Node node) {
    SourceLocation place = place(node.getStartMark());
    if (node instanceof MappingNode mapping) {
      return new Entries(entries(mapping), place);
    }
    if (node instanceof SequenceNode sequence) {
      return new Items(sequence.getValue().stream().map(this::draft).toList(), place);
    }
    boolean empty = Tag.NULL.equals(node.getTag());
    return new Text(empty ? "" : ((ScalarNode) node).getValue(), place);
  }

  private List<Entry> entries(MappingNode mapping) {
    List<Entry> entries = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      if (!(key instanceof ScalarNode scalar)) {
        throw syntax(place(key.getStartMark()).text(), "a key that is not a single value");
      }
      Text text = new Text(scalar.getValue(), place(key.getStartMark()));
      entries.add(new Entry(text, draft(tuple.getValueNode())));
    }
    return entries;
  }

  private static boolean isPlain(Tag tag) {
    return tag.startsWith(Tag.PREFIX) && !tag.startsWith(Tag.PREFIX + "java");
  }

  private SourceLocation place(Mark mark) {
    String text = file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    return new SourceLocation(text, mark.getIndex());
  }
}
