<#-- One line an artifact, by its coordinates: the order does not depend on names that a pom may change. -->
<#assign lines = []/>
<#list dependencyMap as entry>
  <#assign artifact = entry.getKey()/>
  <#assign lines = lines + ["${artifact.groupId}:${artifact.artifactId}:${artifact.version}  ${entry.getValue()?join(' or ')}"]/>
</#list>
Third-party artifacts that the tidemark command and the jar for a Flink cluster are shipped with, and their licences
as their poms tell them. Written by `mvn -pl infra/cli -am compile`; ThirdPartyTest holds it current.

<#list lines?sort as line>
${line}
</#list>
