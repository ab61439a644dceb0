{{- define "interview.labels" -}}
app.kubernetes.io/name: mock-interviewer
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "interview.selector" -}}
app.kubernetes.io/name: mock-interviewer
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* How many canary pods are the weight's share, at least one where there is a weight. */}}
{{- define "interview.canaryPods" -}}
{{- $stable := ternary .Values.autoscaling.minReplicas .Values.replicas .Values.autoscaling.enabled -}}
{{- $weight := int .Values.canary.weight -}}
{{- if eq $weight 0 }}0{{ else }}{{ max 1 (div (add (mul (int $stable) $weight) (div (sub 100 $weight) 2)) (sub 100 $weight)) }}{{ end }}
{{- end }}

{{/* A pod: dict "root" $ "track" "stable"|"canary" "tag" … */}}
{{- define "interview.pod" -}}
{{- $v := .root.Values -}}
metadata:
  labels:
    {{- include "interview.selector" .root | nindent 4 }}
    track: {{ .track }}
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "8138"
spec:
  automountServiceAccountToken: false
  terminationGracePeriodSeconds: {{ $v.terminationGracePeriodSeconds }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: { type: RuntimeDefault }
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "interview.selector" .root | nindent 10 }}
  containers:
    - name: service
      image: "{{ $v.image.repository }}:{{ .tag | default $v.image.tag | default .root.Chart.AppVersion }}"
      imagePullPolicy: {{ $v.image.pullPolicy }}
      args: [serve, --host, "0.0.0.0", --port, "8138"]
      ports: [{ name: http, containerPort: 8138 }]
      env:
        - name: REDIS_URL
          valueFrom: { secretKeyRef: { name: {{ $v.redis.secret.name | quote }}, key: {{ $v.redis.secret.key | quote }} } }
        - name: INTERVIEW_DRAIN
          value: {{ $v.drainSeconds | quote }}
        {{- with $v.models.setting }}
        - name: INTERVIEW_MODEL
          value: {{ . | quote }}
        {{- end }}
        {{- range $v.models.secrets }}
        - name: {{ .variable }}
          valueFrom: { secretKeyRef: { name: {{ .name | quote }}, key: {{ .key | quote }} } }
        {{- end }}
        {{- range $name, $value := $v.environment }}
        - name: {{ $name }}
          value: {{ $value | quote }}
        {{- end }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: { drop: [ALL] }
      startupProbe:
        httpGet: { path: /health, port: http }
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: { path: /health, port: http }
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: { path: /ready, port: http }
        periodSeconds: 2
        timeoutSeconds: 4
        failureThreshold: 2
      resources:
        {{- toYaml $v.resources | nindent 8 }}
      volumeMounts:
        - { name: workspace, mountPath: /data }
        - { name: tmp, mountPath: /tmp }
  volumes:
    - name: workspace
      {{- if $v.workspace.existingClaim }}
      persistentVolumeClaim: { claimName: {{ $v.workspace.existingClaim | quote }} }
      {{- else }}
      emptyDir: { sizeLimit: {{ $v.workspace.size }} }
      {{- end }}
    - name: tmp
      emptyDir: { sizeLimit: 256Mi }
  {{- with $v.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
